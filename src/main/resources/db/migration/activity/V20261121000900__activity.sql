-- The waist: who, what, when, where, told by whom. Rows are never updated or deleted; a correction names what it corrects.
create table activity (
  local_id int not null references local,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  worksite_id uuid references worksite,
  happened_at timestamptz not null,
  outcome text,
  assessment smallint check (assessment between 1 and 5),
  due_on date,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  recorder text not null,
  corrects uuid,
  withdrawn boolean not null default false,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete restrict,
  foreign key (local_id, corrects) references activity on delete restrict,
  check (not withdrawn or corrects is not null)
);
create index activity_by_member on activity (local_id, member_id, happened_at desc);
create index activity_by_worksite on activity (local_id, worksite_id, happened_at desc);
create unique index activity_corrected_once on activity (local_id, corrects) where corrects is not null;

-- What a member's activities come to, newest first: one row a member, kept in the transaction of each record.
create table activity_latest (
  local_id int not null,
  member_id uuid not null,
  assessment smallint,
  assessed_at timestamptz,
  talked_at timestamptz,
  carded_at timestamptz,
  acted_at timestamptz,
  trained_at timestamptz,
  follow_up_on date,
  last_at timestamptz,
  primary key (local_id, member_id),
  foreign key (local_id, member_id) references member on delete cascade
);
create index activity_latest_follow_up on activity_latest (local_id, follow_up_on) where follow_up_on is not null;

do $$
declare t text;
begin
  foreach t in array array['activity', 'activity_latest'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
  end loop;
end $$;
grant select, insert on activity to ${app};
grant select, insert, update, delete on activity_latest to ${app};

-- The activities that stand: neither corrected nor withdrawn.
create view activity_standing with (security_invoker = true) as
select a.* from activity a
where not a.withdrawn
  and not exists (select from activity c where c.local_id = a.local_id and c.corrects = a.id);
grant select on activity_standing to ${app};
