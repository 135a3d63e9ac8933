create table sign_in_code (
  id uuid primary key,
  email text not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz
);
create index sign_in_code_by_age on sign_in_code (created_at);
grant select, insert, update, delete on sign_in_code to ${app};

-- A local's own book of who was asked to hold which role, and who holds it.
create table invitation (
  local_id int not null,
  id uuid not null,
  email text not null,
  name text not null,
  role text not null check (role in ('MEMBER', 'REP', 'ORGANIZER', 'OFFICER')),
  worksite_id uuid,
  member_id uuid,
  from_on date not null,
  until_on date,
  token_hash bytea not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  primary key (local_id, id),
  check ((role in ('REP', 'ORGANIZER')) = (worksite_id is not null))
);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy invitation_wall on invitation using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
grant select, insert, update on invitation to ${app};

-- Sessions: the tables of Spring Session.
create table spring_session (
  primary_id char(36) not null primary key,
  session_id char(36) not null,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  expiry_time bigint not null,
  principal_name varchar(100)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);
create table spring_session_attributes (
  session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
  attribute_name varchar(200) not null,
  attribute_bytes bytea not null,
  primary key (session_primary_id, attribute_name)
);
grant select, insert, update, delete on spring_session, spring_session_attributes to ${app};

-- Passkeys: the tables of Spring Security.
create table user_entities (
  id varchar(1000) not null primary key,
  name varchar(100) not null,
  display_name varchar(200)
);
create table user_credentials (
  credential_id varchar(1000) not null primary key,
  user_entity_user_id varchar(1000) not null,
  public_key bytea not null,
  signature_count bigint,
  uv_initialized boolean,
  backup_eligible boolean not null,
  authenticator_transports varchar(1000),
  public_key_credential_type varchar(100),
  backup_state boolean not null,
  attestation_object bytea,
  attestation_client_data_json bytea,
  created timestamp,
  last_used timestamp,
  label varchar(1000) not null
);
create index user_credentials_by_user on user_credentials (user_entity_user_id);
grant select, insert, update, delete on user_entities, user_credentials to ${app};
