-- What people talk about and what they are asked, a local's own lists.
create table issue (
  local_id int not null references local,
  id uuid not null,
  label text not null,
  position int not null,
  primary key (local_id, id),
  unique (local_id, label)
);
create table ask (
  local_id int not null references local,
  id uuid not null,
  label text not null,
  position int not null,
  primary key (local_id, id),
  unique (local_id, label)
);
-- One 1-on-1; its id is the id of its activity.
create table conversation (
  local_id int not null,
  id uuid not null,
  member_id uuid not null,
  note text,
  note_seen_by text not null check (note_seen_by in ('AUTHOR', 'OFFICERS', 'REPS')),
  author_id uuid not null,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete restrict,
  foreign key (local_id, id) references activity on delete restrict
);
create index conversation_by_member on conversation (local_id, member_id);
create table conversation_issue (
  local_id int not null,
  conversation_id uuid not null,
  issue_id uuid not null,
  primary key (local_id, conversation_id, issue_id),
  foreign key (local_id, conversation_id) references conversation on delete cascade,
  foreign key (local_id, issue_id) references issue on delete restrict
);
create table conversation_ask (
  local_id int not null,
  conversation_id uuid not null,
  ask_id uuid not null,
  said_yes boolean not null,
  primary key (local_id, conversation_id, ask_id),
  foreign key (local_id, conversation_id) references conversation on delete cascade,
  foreign key (local_id, ask_id) references ask on delete restrict
);

do $$
declare t text;
begin
  foreach t in array array['issue', 'ask', 'conversation', 'conversation_issue', 'conversation_ask'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert on %I to ${app}', t);
  end loop;
end $$;
