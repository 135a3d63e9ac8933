-- Questions to people: of the federation (of_local is null) or of a local; about something, or standing for itself.
create table survey (
  id uuid primary key,
  of_local int,
  -- what it is about, a training; null for one that stands under Surveys
  subject_id uuid,
  title text not null,
  intro text not null,
  -- whether a name stands beside each answer; said on the page before the first question, and never changed
  named boolean not null,
  author text not null,
  made_at timestamptz not null,
  opened_at timestamptz,
  closes_on date,
  closed_at timestamptz
);
create unique index survey_by_subject on survey (subject_id) where subject_id is not null;
create table survey_question (
  survey_id uuid not null references survey,
  position int not null,
  kind text not null check (kind in ('ONE', 'MANY', 'SCALE', 'SHORT', 'LONG')),
  words text not null,
  choices text[] not null,
  required boolean not null,
  primary key (survey_id, position)
);
grant select, insert on survey, survey_question to ${app};
grant update (title, intro, named, opened_at, closes_on, closed_at) on survey to ${app};
grant delete on survey_question to ${app};

-- Who answered, so that each does once. Nothing in it leads to an answer: no time, no id that an answer has too.
create table survey_turnout (
  local_id int not null,
  survey_id uuid not null,
  member_id uuid not null,
  primary key (local_id, survey_id, member_id),
  foreign key (local_id, member_id) references member on delete cascade
);

-- What was answered, under an id without a time in it. member_id and name only where the survey is named.
create table survey_response (
  local_id int not null,
  id uuid not null,
  survey_id uuid not null,
  federation boolean not null,
  division text not null,
  member_id uuid,
  name text not null,
  answered_on date not null,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete cascade
);
create index survey_response_by_survey on survey_response (survey_id, local_id);
create table survey_answer (
  local_id int not null,
  response_id uuid not null,
  survey_id uuid not null,
  federation boolean not null,
  position int not null,
  -- the how manieth choice, from 1; on a scale the value; 0 for words
  choice int not null,
  words text not null,
  primary key (local_id, response_id, position, choice),
  foreign key (local_id, response_id) references survey_response on delete cascade
);
create index survey_answer_by_survey on survey_answer (survey_id, position, local_id);

do $$
declare t text;
begin
  foreach t in array array['survey_turnout', 'survey_response', 'survey_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos((select current_setting(''app.viewer_locals'', true)), '','' || local_id::text || '','') <> 0
      or (select current_setting(''app.viewer_all'', true) = ''on''))', t || '_wall', t);
    execute format('grant select, insert on %I to ${app}', t);
  end loop;
  foreach t in array array['survey_response', 'survey_answer'] loop
    execute format('create policy %I on %I for select using (federation and (select current_setting(''app.viewer_counts'', true) = ''on''))',
      t || '_door', t);
  end loop;
end $$;
