-- Whom a row in doubt may be, the likeliest first; stays when something was decided, so that a decision can be taken back.
alter table roster_row add column candidates uuid[] not null default '{}';

-- A name of a list that is not a person on file: said once by an officer, remembered for the lists to come.
create table roster_apart (
  local_id int not null,
  name_key text not null,
  member_id uuid not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (local_id, name_key, member_id),
  foreign key (local_id, member_id) references member on delete cascade
);
alter table roster_apart enable row level security;
alter table roster_apart force row level security;
create policy roster_apart_wall on roster_apart using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
grant select, insert, delete on roster_apart to ${app};
