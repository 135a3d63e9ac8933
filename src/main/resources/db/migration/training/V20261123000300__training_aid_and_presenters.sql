-- What somebody asks her local to pay for a training, and what it said. Its own business: the federation reads none of it.
create table training_aid (
  local_id int not null,
  id uuid not null,
  registration_id uuid not null,
  training_id uuid not null references training,
  member_id uuid not null,
  kind text not null check (kind in ('SCHOLARSHIP', 'TRAVEL')),
  asked numeric(8, 2) not null check (asked > 0),
  words text not null,
  state text not null check (state in ('ASKED', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
  granted numeric(8, 2) check (granted > 0),
  why text not null default '',
  made_at timestamptz not null,
  decided_by uuid,
  decider text,
  decided_at timestamptz,
  primary key (local_id, id),
  foreign key (local_id, registration_id) references training_registration,
  foreign key (local_id, member_id) references member on delete cascade,
  check ((state = 'APPROVED') = (granted is not null)),
  check ((state = 'ASKED') = (decided_at is null))
);
-- one answer to one question: what was declined may be asked again, what stands may not, however often she registers
create unique index training_aid_once on training_aid (local_id, member_id, training_id, kind) where state in ('ASKED', 'APPROVED');
create index training_aid_by_time on training_aid (local_id, made_at);
create index training_aid_by_registration on training_aid (local_id, registration_id);

alter table training_aid enable row level security;
alter table training_aid force row level security;
create policy training_aid_wall on training_aid
  using (strpos((select current_setting('app.viewer_locals', true)), ',' || local_id::text || ',') <> 0
    or (select current_setting('app.viewer_all', true) = 'on'));
grant select, insert on training_aid to ${app};
grant update (state, granted, why, decided_by, decider, decided_at) on training_aid to ${app};

-- Who is wanted to present or to help, and when. Counts, and nobody in them.
create table training_shift (
  id uuid primary key,
  training_id uuid not null references training,
  role text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  places int not null check (places between 1 and 200),
  taken int not null default 0,
  author text not null,
  made_at timestamptz not null,
  check (ends_at > starts_at),
  check (taken between 0 and places)
);
create index training_shift_by_training on training_shift (training_id, starts_at, id);
grant select, insert, delete on training_shift to ${app};
grant update (taken) on training_shift to ${app};

-- Who took such a shift, in her own words, and what she was thanked for.
create table training_presenter (
  local_id int not null,
  id uuid not null,
  shift_id uuid not null,
  training_id uuid not null,
  federation boolean not null,
  member_id uuid not null,
  name text not null,
  called text not null,
  biography text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  hours numeric(5, 2) check (hours between 0 and 200),
  thanks text not null default '',
  thanked_at timestamptz,
  thanker text,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete cascade,
  check ((thanked_at is null) = (hours is null))
);
create unique index training_presenter_once on training_presenter (local_id, shift_id, member_id) where ended_at is null;
create index training_presenter_by_training on training_presenter (training_id, local_id);
create index training_presenter_by_member on training_presenter (local_id, member_id);

alter table training_presenter enable row level security;
alter table training_presenter force row level security;
create policy training_presenter_wall on training_presenter
  using (strpos((select current_setting('app.viewer_locals', true)), ',' || local_id::text || ',') <> 0
    or (select current_setting('app.viewer_all', true) = 'on'));
-- By presenting what the federation holds somebody shows name and biography to everyone who is signed in, as the form says.
create policy training_presenter_shown on training_presenter for select
  using (federation and ended_at is null and (select current_setting('app.viewer_counts', true) = 'on'
    or length(coalesce(current_setting('app.viewer_locals', true), '')) > 2));
grant select, insert on training_presenter to ${app};
grant update (ended_at, hours, thanks, thanked_at, thanker) on training_presenter to ${app};

-- How many stand on which rung, by local, for the federation: counted where the people are, carried out as numbers.
create table training_tally (
  local_id int primary key,
  roles int not null,
  rung0 int not null,
  rung101 int not null,
  rung201 int not null,
  rung301 int not null,
  overdue int not null,
  buildings int not null,
  untrained int not null,
  counted_at timestamptz not null
);
alter table training_tally enable row level security;
alter table training_tally force row level security;
create policy training_tally_wall on training_tally
  using (strpos((select current_setting('app.viewer_locals', true)), ',' || local_id::text || ',') <> 0
    or (select current_setting('app.viewer_all', true) = 'on'));
create policy training_tally_counts on training_tally for select
  using ((select current_setting('app.viewer_counts', true) = 'on'));
grant select, insert, update on training_tally to ${app};
