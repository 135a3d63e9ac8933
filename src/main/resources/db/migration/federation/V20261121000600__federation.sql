-- Places and organizations: the federation's, without a person in them.
create table division (
  id int primary key,
  name text not null
);
create table local (
  id int primary key,
  number int not null unique,
  name text not null,
  division_id int not null references division,
  jurisdiction text not null,
  chartered_on date
);
create table employer (
  id uuid primary key,
  name text not null,
  of_import uuid
);
create table worksite (
  id uuid primary key,
  employer_id uuid not null references employer,
  name text not null,
  street text,
  city text,
  zip text,
  latitude double precision,
  longitude double precision,
  of_import uuid
);
create index worksite_by_employer on worksite (employer_id);
grant select, insert, update, delete on employer, worksite to ${app};
grant select, insert, update on division, local to ${app};

-- What belongs to one local: the units it bargains for, what its lists call a worksite, the areas it charts.
create table bargaining_unit (
  local_id int not null references local,
  id uuid not null,
  employer_id uuid not null references employer,
  name text not null,
  opened_by uuid,
  primary key (local_id, id)
);
create index bargaining_unit_by_employer on bargaining_unit (local_id, employer_id);

create table worksite_name (
  local_id int not null references local,
  folded_name text not null,
  employer_id uuid not null references employer,
  worksite_id uuid not null references worksite,
  opened_by uuid,
  primary key (local_id, employer_id, folded_name)
);
create index worksite_name_by_worksite on worksite_name (local_id, worksite_id);

create table area (
  local_id int not null references local,
  id uuid not null,
  worksite_id uuid not null references worksite,
  name text not null,
  position int not null,
  opened_by uuid,
  primary key (local_id, id),
  unique (local_id, worksite_id, name)
);

do $$
declare t text;
begin
  foreach t in array array['bargaining_unit', 'worksite_name', 'area'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;
