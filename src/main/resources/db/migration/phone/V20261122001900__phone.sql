-- A phone that keeps a pack of people. It belongs to an account, like a session; there is no person in it.
create table phone_device (
  id uuid primary key,
  account_id uuid not null references account,
  owner text not null,
  of_local int not null,
  name text not null,
  token_hash bytea not null,
  private_key bytea not null,
  public_key bytea not null,
  share bytea not null,
  made_at timestamptz not null,
  packed_at timestamptz,
  seen_at timestamptz,
  revoked_at timestamptz,
  revoked_by text
);
create index phone_device_by_account on phone_device (account_id);
create index phone_device_by_local on phone_device (of_local);
grant select, insert, update on phone_device to ${app};

-- What phones handed in. What was said is kept only while it waits for an officer.
create table phone_entry (
  local_id int not null,
  id uuid not null,
  device_id uuid not null,
  account_id uuid not null,
  author text not null,
  kind text not null,
  member_id uuid,
  of_id uuid,
  said text,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  state text not null check (state in ('SAVED', 'WAITING', 'ACCEPTED', 'REFUSED')),
  why text,
  decided_by text,
  decided_at timestamptz,
  primary key (local_id, id)
);
create index phone_entry_of on phone_entry (local_id, of_id) where of_id is not null;
create index phone_entry_waiting on phone_entry (local_id, received_at) where state = 'WAITING';

-- Two said differently about one person while neither could know of the other: both stand, the later talk counts.
create table phone_conflict (
  local_id int not null,
  id uuid not null,
  other_id uuid not null,
  member_id uuid not null,
  account_id uuid not null,
  found_at timestamptz not null,
  seen_at timestamptz,
  primary key (local_id, id, other_id),
  foreign key (local_id, id) references activity on delete restrict,
  foreign key (local_id, other_id) references activity on delete restrict,
  foreign key (local_id, member_id) references member on delete restrict
);
create index phone_conflict_unseen on phone_conflict (local_id, account_id) where seen_at is null;

do $$
declare t text;
begin
  foreach t in array array['phone_entry', 'phone_conflict'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update on %I to ${app}', t);
  end loop;
end $$;
