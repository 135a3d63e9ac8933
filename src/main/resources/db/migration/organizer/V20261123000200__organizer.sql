-- A program that pays members to organize, the money it pays them from, and what it has given out. Nobody stands in it.
create table organizer_program (
  id uuid primary key,
  title text not null,
  -- the fact sheet
  facts text not null,
  opens_on date not null,
  closes_on date not null,
  starts_on date not null,
  ends_on date not null,
  places int not null check (places between 1 and 10000),
  -- pay periods follow each other from the first day on
  period_days int not null check (period_days in (7, 14)),
  -- US dollars, of one organizer over the whole program
  person_cap numeric(12, 2) not null check (person_cap > 0),
  agreement text not null,
  author text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  check (closes_on >= opens_on),
  check (ends_on > starts_on)
);
-- US dollars an hour, from a day on
create table organizer_rate (
  program_id uuid not null references organizer_program,
  from_on date not null,
  rate numeric(8, 2) not null check (rate > 0),
  author text not null,
  made_at timestamptz not null,
  primary key (program_id, from_on)
);
create table organizer_source (
  id uuid primary key,
  program_id uuid not null references organizer_program,
  position int not null,
  name text not null,
  kind text not null check (kind in ('NATIONAL', 'STATE', 'LOCAL')),
  percent numeric(5, 2) not null check (percent > 0 and percent <= 100),
  -- of the whole program; of each local where locals pay
  cap numeric(12, 2) not null check (cap >= 0),
  unique (program_id, position)
);
-- What a source has promised so far: a row a source, and a row a local where locals pay (0: all together).
create table stipend_pool (
  source_id uuid not null references organizer_source,
  of_local int not null,
  cap numeric(12, 2) not null,
  spent numeric(12, 2) not null default 0,
  primary key (source_id, of_local),
  constraint stipend_pool_cap check (spent between 0 and cap)
);
-- The periods that are closed, in order.
create table stipend_period (
  program_id uuid not null references organizer_program,
  number int not null check (number > 0),
  first_on date not null,
  last_on date not null,
  closer text not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (program_id, number)
);
grant select, insert on organizer_program, organizer_rate, organizer_source, stipend_pool, stipend_period to ${app};
grant update (title, facts, closes_on, places, ended_at) on organizer_program to ${app};

-- Who applied. By applying somebody shows herself to the federation: these rows of hers and no other.
create table organizer (
  local_id int not null,
  id uuid not null,
  program_id uuid not null,
  member_id uuid not null,
  account_id uuid not null,
  name text not null,
  worksite text not null,
  why text not null,
  experience text not null,
  languages text not null,
  hours_week int not null check (hours_week between 1 and 40),
  reference_one text not null,
  reference_two text not null,
  applied_at timestamptz not null,
  state text not null check (state in ('APPLIED', 'INVITED', 'DECLINED', 'WITHDRAWN', 'ACTIVE', 'ENDED')),
  decider text,
  decided_at timestamptz,
  -- the evidence of the agreement, as of a card
  agreement text,
  agreement_hash text,
  signed_name text,
  signed_at timestamptz,
  network text,
  agent text,
  cap numeric(12, 2) not null,
  earned numeric(12, 2) not null default 0,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete cascade,
  constraint organizer_cap check (earned between 0 and cap),
  check ((state in ('ACTIVE', 'ENDED')) = (signed_at is not null))
);
create unique index organizer_once on organizer (local_id, program_id, member_id);
create index organizer_by_program on organizer (program_id, local_id);
create table organizer_score (
  local_id int not null,
  organizer_id uuid not null,
  account_id uuid not null,
  panelist text not null,
  score int not null check (score between 1 and 5),
  words text not null,
  scored_at timestamptz not null,
  primary key (local_id, organizer_id, account_id),
  foreign key (local_id, organizer_id) references organizer
);
create table organizer_shift (
  local_id int not null,
  id uuid not null,
  organizer_id uuid not null,
  worksite_id uuid references worksite,
  place text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  author text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (local_id, id),
  foreign key (local_id, organizer_id) references organizer,
  check (ends_at > starts_at)
);
create index organizer_shift_by_organizer on organizer_shift (local_id, organizer_id, starts_at);
-- Hours as they were logged: never changed but for what became of them; another entry corrects one.
create table organizer_hours (
  local_id int not null,
  id uuid not null,
  organizer_id uuid not null,
  program_id uuid not null,
  day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  work text not null,
  note text not null,
  corrects uuid,
  logger text not null,
  logged_by uuid not null,
  logged_at timestamptz not null,
  state text not null check (state in ('LOGGED', 'LOCAL', 'APPROVED', 'REFUSED', 'REPLACED')),
  -- what the ledger of her local says of these hours, counted when the local approved
  records int,
  flags text not null default '',
  local_account uuid,
  local_hand text,
  local_at timestamptz,
  state_account uuid,
  state_hand text,
  state_at timestamptz,
  why text,
  primary key (local_id, id),
  foreign key (local_id, organizer_id) references organizer,
  foreign key (local_id, corrects) references organizer_hours,
  check (ends_at >= starts_at),
  -- what corrects may say that nothing was worked
  check (ends_at > starts_at or corrects is not null),
  constraint organizer_hours_two_people check (state_account <> local_account and local_account <> logged_by and state_account <> logged_by)
);
create unique index organizer_hours_corrected_once on organizer_hours (local_id, corrects)
  where corrects is not null and state not in ('REFUSED', 'REPLACED');
create index organizer_hours_by_organizer on organizer_hours (local_id, organizer_id, starts_at desc);
create index organizer_hours_by_program on organizer_hours (program_id, state, day);
-- Double entry without a way to be out of balance: each line of an entry takes one amount from one account to another.
create table stipend_entry (
  local_id int not null,
  id uuid not null,
  program_id uuid not null,
  organizer_id uuid not null,
  kind text not null check (kind in ('HOURS', 'CORRECTION', 'PAYMENT', 'REFUND')),
  day date not null,
  hours_id uuid,
  period int,
  lm2 text not null check (lm2 in ('REPRESENTATION', 'POLITICS', 'CONTRIBUTIONS', 'OVERHEAD', 'ADMINISTRATION', '')),
  hand text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (local_id, id),
  foreign key (local_id, organizer_id) references organizer,
  foreign key (local_id, hours_id) references organizer_hours,
  check ((kind in ('HOURS', 'CORRECTION')) = (hours_id is not null)),
  check ((kind = 'PAYMENT') = (period is not null))
);
create unique index stipend_entry_once on stipend_entry (local_id, hours_id, kind) where hours_id is not null;
create unique index stipend_entry_paid_once on stipend_entry (local_id, organizer_id, period, lm2) where kind = 'PAYMENT';
create index stipend_entry_by_organizer on stipend_entry (local_id, organizer_id, day);
create index stipend_entry_by_program on stipend_entry (program_id, kind, day);
create table stipend_line (
  local_id int not null,
  entry_id uuid not null,
  position int not null,
  -- what a source owes for hours, what an organizer is owed, what payroll paid out
  debit text not null,
  credit text not null,
  source_id uuid,
  -- 0 where a source pays for all locals
  pool int,
  amount numeric(12, 2) not null check (amount > 0),
  primary key (local_id, entry_id, position),
  foreign key (local_id, entry_id) references stipend_entry,
  check ((debit, credit) in (('SOURCE', 'PAYABLE'), ('PAYABLE', 'SOURCE'), ('PAYABLE', 'PAYROLL'), ('PAYROLL', 'PAYABLE'))),
  check (('SOURCE' in (debit, credit)) = (source_id is not null)),
  check ((source_id is null) = (pool is null))
);
create index stipend_line_by_source on stipend_line (source_id) where source_id is not null;
-- What an organizer reports of a week.
create table organizer_debrief (
  local_id int not null,
  organizer_id uuid not null,
  program_id uuid not null,
  week date not null,
  went text not null,
  hard text not null,
  heard text not null,
  need text not null,
  mood int not null check (mood between 1 and 5),
  written_at timestamptz not null,
  primary key (local_id, organizer_id, week),
  foreign key (local_id, organizer_id) references organizer
);
create index organizer_debrief_by_program on organizer_debrief (program_id, week);

do $$
declare t text;
begin
  foreach t in array array['organizer', 'organizer_score', 'organizer_shift', 'organizer_hours', 'stipend_entry', 'stipend_line',
    'organizer_debrief'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos((select current_setting(''app.viewer_locals'', true)), '','' || local_id::text || '','') <> 0
      or (select current_setting(''app.viewer_all'', true) = ''on''))', t || '_wall', t);
    execute format('create policy %I on %I for select using ((select current_setting(''app.viewer_counts'', true) = ''on''))', t || '_door', t);
    execute format('grant select, insert on %I to ${app}', t);
  end loop;
end $$;
grant update (state, decider, decided_at, agreement, agreement_hash, signed_name, signed_at, network, agent) on organizer to ${app};
grant update (earned) on organizer to ${app};
grant update (spent) on stipend_pool to ${app};
grant update (score, words, scored_at) on organizer_score to ${app};
grant update (ended_at) on organizer_shift to ${app};
grant update (state, records, flags, local_account, local_hand, local_at, state_account, state_hand, state_at, why) on organizer_hours to ${app};
grant update (went, hard, heard, need, mood, written_at) on organizer_debrief to ${app};
