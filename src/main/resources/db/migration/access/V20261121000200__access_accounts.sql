-- Accounts and what they may do are plain tables: they are read before anybody's rows can be seen.
create table account (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  language text not null default 'en',
  created_at timestamptz not null,
  closed_at timestamptz
);

create table account_role (
  id uuid primary key,
  account_id uuid not null references account,
  role text not null check (role in ('MEMBER', 'REP', 'ORGANIZER', 'OFFICER', 'STAFF', 'ADMIN')),
  of_local int,
  of_member uuid,
  of_worksite uuid,
  from_on date not null,
  until_on date,
  check ((role in ('STAFF', 'ADMIN')) = (of_local is null)),
  check ((role in ('REP', 'ORGANIZER')) = (of_worksite is not null))
);
create index account_role_by_account on account_role (account_id);
create index account_role_by_local on account_role (of_local);

-- A local lets one of the federation's staff see names, from a day to a day, until it takes that back.
create table name_grant (
  id uuid primary key,
  of_local int not null,
  account_id uuid not null references account,
  from_on date not null,
  until_on date not null,
  granted_by uuid not null references account,
  revoked_at timestamptz
);
create index name_grant_by_account on name_grant (account_id);

-- Who did what to a local's people.
create table audit_entry (
  local_id int not null,
  id uuid not null,
  at timestamptz not null,
  account_id uuid not null,
  actor text not null,
  act text not null,
  subject text not null,
  primary key (local_id, id)
);
create index audit_entry_by_time on audit_entry (local_id, at desc);
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy audit_entry_wall on audit_entry using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');

grant select, insert, update on account, account_role, name_grant to ${app};
grant select, insert on audit_entry to ${app};
