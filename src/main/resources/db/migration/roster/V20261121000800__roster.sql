create table roster_import (
  local_id int not null references local,
  id uuid not null,
  employer_id uuid references employer,
  employer_name text not null,
  file_name text not null,
  file_hash text not null,
  content bytea not null,
  separator text not null,
  charset text not null,
  columns jsonb not null,
  partial boolean not null,
  new_status text not null,
  state text not null check (state in ('COLUMNS', 'PLANNING', 'PREVIEW', 'WAITING', 'APPLIED', 'UNDOING', 'UNDONE', 'FAILED')),
  failure text,
  uploaded_by uuid not null,
  uploaded_name text not null,
  uploaded_at timestamptz not null,
  planned_at timestamptz,
  applied_at timestamptz,
  undone_at timestamptz,
  counts jsonb,
  primary key (local_id, id)
);
create index roster_import_by_time on roster_import (local_id, uploaded_at desc);

create table roster_row (
  local_id int not null,
  import_id uuid not null,
  row_number int not null,
  outcome text not null check (outcome in ('LINKED', 'CREATED', 'IN_DOUBT', 'REFUSED')),
  decision text check (decision in ('SAME', 'NEW')),
  member_id uuid,
  moved boolean not null,
  changed boolean not null,
  name text not null,
  name_key text not null,
  facts jsonb not null,
  why text,
  problems text,
  primary key (local_id, import_id, row_number),
  foreign key (local_id, import_id) references roster_import on delete cascade
);
create index roster_row_by_outcome on roster_row (local_id, import_id, outcome, row_number);

create table roster_gone (
  local_id int not null,
  import_id uuid not null,
  member_id uuid not null,
  name text not null,
  primary key (local_id, import_id, member_id),
  foreign key (local_id, import_id) references roster_import on delete cascade
);

-- How far a long work is; written beside the work's own transaction, which is seen only when it is done.
create table roster_progress (
  local_id int not null,
  import_id uuid not null,
  step text not null,
  done bigint not null,
  total bigint not null,
  at timestamptz not null,
  primary key (local_id, import_id)
);

do $$
declare t text;
begin
  foreach t in array array['roster_import', 'roster_row', 'roster_gone', 'roster_progress'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;
