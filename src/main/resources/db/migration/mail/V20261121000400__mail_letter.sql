-- The outbox: a letter is written in the transaction that causes it and sent by a job.
create table letter (
  id uuid primary key,
  to_address text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  failure text
);
create index letter_by_age on letter (created_at desc);
grant select, insert, update, delete on letter to ${app};
