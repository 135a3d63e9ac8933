-- What is taught: the federation's courses (of_local is null) and a local's own. Nobody stands in it.
create table training_course (
  id uuid primary key,
  of_local int,
  title text not null,
  level smallint check (level in (101, 201, 301)),
  about text not null,
  topics text[] not null,
  languages text[] not null,
  -- continuing-education hours
  hours numeric(5, 2) not null check (hours between 0 and 200),
  -- after so many months it has to be taken again
  refresh_months smallint check (refresh_months between 1 and 120),
  author text not null,
  made_at timestamptz not null,
  retired_at timestamptz
);
create table training_need (
  course_id uuid not null references training_course,
  needs_id uuid not null references training_course,
  primary key (course_id, needs_id),
  check (course_id <> needs_id)
);
create table training_material (
  id uuid primary key,
  course_id uuid not null references training_course,
  title text not null,
  link text,
  file_name text,
  file bytea,
  author text not null,
  made_at timestamptz not null,
  removed_at timestamptz,
  check ((link is null) <> (file is null))
);
create index training_material_by_course on training_material (course_id) where removed_at is null;

-- What somebody in a role has to have: "a rep completes 101 within 90 days".
create table training_requirement (
  id uuid primary key,
  of_local int,
  role text not null check (role in ('REP', 'ORGANIZER', 'OFFICER')),
  level smallint not null check (level in (101, 201, 301)),
  within_days int not null check (within_days between 1 and 1000),
  author text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);

-- A course that is held at a time; an institute is one registration over many of them. Counts, and nobody in them.
create table training (
  id uuid primary key,
  of_local int,
  course_id uuid references training_course,
  institute_id uuid references training,
  institute boolean not null,
  title text not null,
  about text not null,
  track text not null,
  mode text not null check (mode in ('PERSON', 'ONLINE', 'BOTH')),
  place text not null,
  link text not null,
  zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  hours numeric(5, 2) not null check (hours between 0 and 200),
  capacity int not null check (capacity between 1 and 100000),
  confirmed int not null default 0,
  arrivals bigint not null default 0,
  -- RFC 5545, 3.8.7.4: raised by one whenever what a calendar shows of it changes
  sequence int not null default 0,
  code text not null,
  author text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  cancelled_at timestamptz,
  check (ends_at > starts_at),
  check (confirmed between 0 and capacity),
  check (institute_id is null or not institute),
  check (institute or course_id is not null)
);
create index training_by_time on training (starts_at, id);
create index training_by_institute on training (institute_id, starts_at) where institute_id is not null;
create index training_by_course on training (course_id, starts_at);

-- A place in a training or on its waiting list, in the order of arrival; whose it is stands in the registration of its id.
create table training_seat (
  training_id uuid not null references training,
  number bigint not null,
  id uuid not null unique,
  of_local int not null,
  code text not null,
  state text not null check (state in ('CONFIRMED', 'WAITING', 'ENDED')),
  taken_at timestamptz not null,
  changed_at timestamptz not null,
  -- what its holder was last written about it, and by which sequence of the training
  told text,
  told_sequence int,
  reminded_at timestamptz,
  primary key (training_id, number)
);
create index training_seat_waiting on training_seat (training_id, number) where state = 'WAITING';
create unique index training_seat_by_code on training_seat (training_id, code);
create index training_seat_to_tell on training_seat (of_local, changed_at) where told is distinct from state;

grant select, insert on training_course, training_need, training_material, training_requirement, training, training_seat to ${app};
grant update (title, level, about, topics, languages, hours, refresh_months, retired_at) on training_course to ${app};
grant delete on training_need to ${app};
grant update (removed_at) on training_material to ${app};
grant update (ended_at) on training_requirement to ${app};
grant update (title, about, track, mode, place, link, zone, starts_at, ends_at, hours, capacity, confirmed, arrivals, sequence,
  changed_at, cancelled_at) on training to ${app};
grant update (state, changed_at, told, told_sequence, reminded_at) on training_seat to ${app};

-- Who registered. By registering for what the federation holds, somebody shows herself to it: that row and no other.
create table training_registration (
  local_id int not null,
  id uuid not null,
  training_id uuid not null,
  federation boolean not null,
  member_id uuid not null,
  name text not null,
  called text not null,
  job text not null,
  worksite_id uuid references worksite,
  worksite text not null,
  made_by uuid not null,
  maker text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ender text,
  activity_id uuid,
  how text check (how in ('TAP', 'CODE', 'SHEET')),
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete cascade
);
create unique index training_registration_once on training_registration (local_id, training_id, member_id) where ended_at is null;
create index training_registration_by_training on training_registration (training_id, local_id);
create index training_registration_by_member on training_registration (local_id, member_id);
create index training_registration_by_activity on training_registration (local_id, activity_id) where activity_id is not null;

alter table training_registration enable row level security;
alter table training_registration force row level security;
create policy training_registration_wall on training_registration
  using (strpos((select current_setting('app.viewer_locals', true)), ',' || local_id::text || ',') <> 0
    or (select current_setting('app.viewer_all', true) = 'on'));
create policy training_registration_door on training_registration for select
  using (federation and (select current_setting('app.viewer_counts', true) = 'on'));
grant select, insert on training_registration to ${app};
grant update (ended_at, ender, activity_id, how) on training_registration to ${app};

-- A calendar of one's own, read by programs under an address that is hard to guess and can be taken back.
create table training_feed (
  account_id uuid primary key,
  -- as it is: who can read this table can read the registrations, and its owner may look the address up again
  token text not null unique,
  made_at timestamptz not null
);
grant select, insert, update, delete on training_feed to ${app};

-- What somebody finished, by the record that stands for her today; it lapses where the course is to be taken again.
create view training_done with (security_invoker = true) as
select s.local_id, s.member_id, r.id, t.id as training_id, t.course_id, c.level, t.title, t.hours, t.ends_at, s.happened_at,
  (t.ends_at + make_interval(months => c.refresh_months))::timestamptz as lapses_at
from training_registration r
join activity_standing s on s.local_id = r.local_id and s.id = r.activity_id
join training t on t.id = r.training_id
join training_course c on c.id = t.course_id;
grant select on training_done to ${app};

-- The ladder of the federation's plan.
insert into training_course (id, title, level, about, topics, languages, hours, author, made_at) values
  ('01970000-0000-7000-8000-000000000101', 'Building rep 101', 101,
   'The first rung for everyone who speaks for the union in a building: how to talk and to listen, whom to meet first, and ten minutes a month.',
   '{"1-on-1 conversations","New-member orientation","Issue identification","Worksite mapping","10-minute meetings"}', '{en}', 3, 'Breakroom', now()),
  ('01970000-0000-7000-8000-000000000201', 'Mapping and charting 201', 201,
   'Who works where, who listens to whom, and how to read a wall chart: a map of your own building is what you leave with.',
   '{"Workplace mapping","Charting"}', '{en}', 3, 'Breakroom', now()),
  ('01970000-0000-7000-8000-000000000301', 'Action 301', 301,
   'Moving a building from talk to action: the ask, the rap, and who does what by when.',
   '{"Action training","Talking points (the rap)","Worksite mapping"}', '{en}', 4, 'Breakroom', now());
insert into training_need (course_id, needs_id) values
  ('01970000-0000-7000-8000-000000000201', '01970000-0000-7000-8000-000000000101'),
  ('01970000-0000-7000-8000-000000000301', '01970000-0000-7000-8000-000000000201');
insert into training_requirement (id, role, level, within_days, author, made_at) values
  ('01970000-0000-7000-8000-000000000090', 'REP', 101, 90, 'Breakroom', now());
