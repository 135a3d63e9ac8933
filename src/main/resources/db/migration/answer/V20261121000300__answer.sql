-- What an accepted write answered, so that repeating it under its key answers the same and does nothing.
create table answer (
  account_id uuid not null,
  key uuid not null,
  body_hash bytea not null,
  status int,
  location text,
  created_at timestamptz not null,
  primary key (account_id, key)
);
create index answer_by_age on answer (created_at);
grant select, insert, update, delete on answer to ${app};
