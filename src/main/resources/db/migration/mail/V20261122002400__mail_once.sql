-- Each letter once: an attempt is noted before it begins, and afterwards how it ended. Text messages go the same way.
alter table letter
  add column channel text not null default 'MAIL' check (channel in ('MAIL', 'TEXT')),
  add column tries int not null default 0,
  add column begun_at timestamptz,
  add column failed_at timestamptz;
