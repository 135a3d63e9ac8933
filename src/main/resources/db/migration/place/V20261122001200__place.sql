-- The register of places, from public lists that come in editions: the federation's, without a person in it.
create table place_list (
  id uuid primary key,
  name text not null
);
create unique index place_list_by_name on place_list (lower(name));
create table place_edition (
  id uuid primary key,
  list_id uuid not null references place_list,
  label text not null,
  file_name text not null,
  content bytea not null,
  state text not null check (state in ('PREVIEW', 'APPLIED')),
  author text not null,
  uploaded_at timestamptz not null,
  applied_at timestamptz,
  added int not null default 0,
  changed int not null default 0,
  missing int not null default 0,
  faults int not null default 0
);
create index place_edition_by_list on place_edition (list_id, applied_at);
create table place (
  id uuid primary key,
  list_id uuid not null references place_list,
  code text not null,
  name text not null,
  key text not null,
  folded text not null,
  kind text,
  organization text,
  street text,
  city text,
  zip text,
  latitude double precision,
  longitude double precision,
  first_edition uuid not null references place_edition,
  last_edition uuid not null references place_edition,
  unique (list_id, code)
);
create index place_by_key on place (key);
-- What an edition says of a name or a code, and what the federation decided: a place is renamed by a person, never by a file.
create table place_proposal (
  id uuid primary key,
  edition_id uuid not null references place_edition,
  place_id uuid not null references place,
  kind text not null check (kind in ('RESPELLED', 'RENAMED', 'RECODED')),
  was text not null,
  becomes text not null,
  was_code text not null,
  becomes_code text not null,
  alike text,
  decision text check (decision in ('YES', 'NO')),
  worksites uuid[] not null default '{}',
  decided_by text,
  decided_at timestamptz
);
create index place_proposal_by_edition on place_proposal (edition_id, kind);
create index place_proposal_by_place on place_proposal (place_id);
grant select, insert, update, delete on place_list, place_edition, place, place_proposal to ${app};

-- Worksites and areas that a local opened at once, to be taken back.
create table place_opening (
  local_id int not null references local,
  id uuid not null,
  employer_name text not null,
  author text not null,
  opened_at timestamptz not null,
  undone_at timestamptz,
  primary key (local_id, id)
);
alter table place_opening enable row level security;
alter table place_opening force row level security;
create policy place_opening_wall on place_opening using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
grant select, insert, update on place_opening to ${app};

alter table worksite add column place_id uuid references place;
create index worksite_by_place on worksite (place_id);
