-- What counts, as data. A version is added, never changed; a school year is counted by the newest one from that year or before.
create table goal_definition (
  version int primary key,
  from_year int not null,
  talk_outcomes text[] not null,
  actions text[] not null,
  activist_days int not null check (activist_days between 1 and 30),
  leading_counts boolean not null,
  counted text[] not null,
  hired_by_month smallint,
  hired_by_day smallint,
  talked_goal int not null check (talked_goal between 1 and 100),
  acted_goal int not null check (acted_goal between 1 and 100),
  activists_goal int not null check (activists_goal between 1 and 100),
  recommitted_goal int not null check (recommitted_goal between 1 and 100),
  reason text not null,
  author text not null,
  made_by uuid,
  made_at timestamptz not null,
  check ((hired_by_month is null) = (hired_by_day is null))
);
insert into goal_definition values (1, 2000, '{TALKED}', '{PETITION,EVENT,LETTER,CALL,PLEDGE,BUTTON_DAY}', 3, true,
  '{MEMBER,LEAVE,RETIREE}', null, null, 100, 50, 10, 100, 'The federation''s plan for member engagement.', 'Breakroom', null,
  timestamptz '2026-07-01 12:00:00Z');
grant select, insert on goal_definition to ${app};

-- Days instead of yes and no, so that a board can be told for any day. The boards are counted again from the ledger.
truncate goal_member, goal_tally;
alter table goal_member drop column talked, drop column acted, drop column activist, drop column recommitted;
alter table goal_member add column talked_on date, add column acted_on date, add column activist_on date,
  add column recommitted_on date;

-- By which version a local's year is counted; a year that is not here is not counted yet.
create table goal_counting (
  local_id int not null references local,
  year int not null,
  version int not null references goal_definition,
  counted_at timestamptz not null,
  primary key (local_id, year)
);

-- How many of those counted got there in which week of the year: the trend, without a person.
create table goal_week (
  local_id int not null references local,
  year int not null,
  week smallint not null,
  talked int not null,
  acted int not null,
  activists int not null,
  recommitted int not null,
  primary key (local_id, year, week)
);

-- A goal of a local with its own days: how many of those counted take part in one of these kinds.
create table goal_campaign (
  local_id int not null references local,
  id uuid not null,
  name text not null,
  kinds text[] not null,
  from_on date not null,
  until_on date not null,
  percent int not null check (percent between 1 and 100),
  author text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (local_id, id),
  check (until_on >= from_on)
);

-- A board as it stood, for a meeting: never changed. Local 0 stands for the federation.
create table goal_snapshot (
  local_id int not null,
  id uuid not null,
  title text not null,
  year int not null,
  version int not null references goal_definition,
  author text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (local_id, id)
);
create table goal_snapshot_line (
  local_id int not null,
  snapshot_id uuid not null,
  at int not null,
  level smallint not null,
  name text not null,
  members int not null,
  talked int not null,
  acted int not null,
  activists int not null,
  recommitted int not null,
  primary key (local_id, snapshot_id, at),
  foreign key (local_id, snapshot_id) references goal_snapshot
);

do $$
declare t text;
begin
  foreach t in array array['goal_counting', 'goal_week', 'goal_campaign', 'goal_snapshot', 'goal_snapshot_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select using (current_setting(''app.viewer_counts'', true) = ''on''
      or strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')', t || '_read', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')', t || '_wall', t);
    execute format('grant select, insert on %I to ${app}', t);
  end loop;
  foreach t in array array['goal_snapshot', 'goal_snapshot_line'] loop
    execute format('create policy %I on %I for insert with check (local_id = 0 and current_setting(''app.viewer_counts'', true) = ''on'')',
      t || '_federation', t);
  end loop;
end $$;
grant update, delete on goal_counting, goal_week to ${app};
grant update on goal_campaign to ${app};
