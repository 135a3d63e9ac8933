-- Lists of people that left the system: who took them, why, how many, and the invented person among them by whom a
-- leaked list is known.
create table member_export (
  local_id int not null references local,
  id uuid not null,
  account_id uuid not null,
  account_name text not null,
  reason text not null,
  query text not null,
  people int not null,
  tracer_name text not null,
  tracer_email text not null,
  made_at timestamptz not null,
  primary key (local_id, id)
);
create index member_export_by_account on member_export (local_id, account_id, made_at desc);
alter table member_export enable row level security;
alter table member_export force row level security;
create policy member_export_wall on member_export using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
grant select, insert on member_export to ${app};
