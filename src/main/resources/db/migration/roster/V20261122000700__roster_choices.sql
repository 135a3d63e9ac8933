-- What an officer chose for a list: how its dates are written, and whether its contact facts take the place of confirmed ones.
alter table roster_import add column dates text not null default 'ANY' check (dates in ('ANY', 'MDY', 'DMY', 'YMD'));
alter table roster_import add column takes_over boolean not null default false;
-- A row whose phone, mail or address differs from one that the member or a rep gave.
alter table roster_row add column overwrites boolean not null default false;
-- When the work began, for its pace.
alter table roster_progress add column started_at timestamptz;

-- What was done since a list was applied and stays although the list was undone.
create table roster_kept (
  local_id int not null,
  import_id uuid not null,
  member_id uuid not null,
  name text not null,
  activities int not null,
  brought boolean not null,
  primary key (local_id, import_id, member_id),
  foreign key (local_id, import_id) references roster_import on delete cascade,
  foreign key (local_id, member_id) references member on delete cascade
);
alter table roster_kept enable row level security;
alter table roster_kept force row level security;
create policy roster_kept_wall on roster_kept using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
grant select, insert, delete on roster_kept to ${app};
