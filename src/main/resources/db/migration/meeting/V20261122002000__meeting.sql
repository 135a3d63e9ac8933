-- A month's kit for ten-minute meetings, published by the federation: no person in it.
create table meeting_kit (
  id uuid primary key,
  month date not null,
  title text not null,
  agenda text not null,
  points text not null,
  handout text not null,
  author text not null,
  published_at timestamptz not null
);
create index meeting_kit_by_month on meeting_kit (month desc, published_at desc);
grant select, insert on meeting_kit to ${app};

-- One ten-minute meeting at a worksite.
create table meeting (
  local_id int not null,
  id uuid not null,
  worksite_id uuid not null references worksite,
  kit_id uuid,
  starts_at timestamptz not null,
  room text not null,
  leader_id uuid not null,
  leader text not null,
  code text not null,
  held_at timestamptz,
  cancelled_at timestamptz,
  primary key (local_id, id)
);
create index meeting_by_time on meeting (local_id, starts_at desc);

-- Who came: each stands in the ledger as an activity of its own.
create table meeting_attendance (
  local_id int not null,
  meeting_id uuid not null,
  member_id uuid not null,
  activity_id uuid not null,
  how text not null check (how in ('TAP', 'CODE', 'SHEET', 'PHONE')),
  primary key (local_id, meeting_id, member_id),
  foreign key (local_id, meeting_id) references meeting on delete cascade,
  foreign key (local_id, member_id) references member on delete restrict
);
-- The numbers of the printed sheet, which stay whoever joins later.
create table meeting_line (
  local_id int not null,
  meeting_id uuid not null,
  number int not null,
  member_id uuid not null,
  primary key (local_id, meeting_id, number),
  foreign key (local_id, meeting_id) references meeting on delete cascade,
  foreign key (local_id, member_id) references member on delete restrict
);
-- A name typed at the door that fits nobody of the worksite, or several: the leader says who it was.
create table meeting_arrival (
  local_id int not null,
  id uuid not null,
  meeting_id uuid not null,
  name text not null,
  came_at timestamptz not null,
  settled_at timestamptz,
  primary key (local_id, id),
  foreign key (local_id, meeting_id) references meeting on delete cascade
);
-- What was raised: an issue of the worksite until it is settled.
create table concern (
  local_id int not null,
  id uuid not null,
  meeting_id uuid,
  worksite_id uuid not null references worksite,
  words text not null,
  author text not null,
  raised_at timestamptz not null,
  settled_at timestamptz,
  settlement text,
  primary key (local_id, id),
  foreign key (local_id, meeting_id) references meeting on delete restrict
);
create index concern_open on concern (local_id, worksite_id) where settled_at is null;

-- What a month came to in a local, without a person: what the federation sees.
create table meeting_month (
  local_id int not null,
  month date not null,
  worksites int not null,
  held int not null,
  came int not null,
  primary key (local_id, month)
);

do $$
declare t text;
begin
  foreach t in array array['meeting', 'meeting_attendance', 'meeting_line', 'meeting_arrival', 'concern', 'meeting_month'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update on %I to ${app}', t);
  end loop;
end $$;
create policy meeting_month_counts on meeting_month for select using (current_setting('app.viewer_counts', true) = 'on');
grant delete on meeting_attendance to ${app};
