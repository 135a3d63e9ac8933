-- What one member has done in one year, and where she is counted: the rows under the tallies.
create table goal_member (
  local_id int not null,
  member_id uuid not null,
  year int not null,
  worksite_id uuid not null,
  in_force boolean not null,
  talked boolean not null,
  acted boolean not null,
  activist boolean not null,
  recommitted boolean not null,
  primary key (local_id, member_id, year),
  foreign key (local_id, member_id) references member on delete cascade
);
create index goal_member_by_worksite on goal_member (local_id, year, worksite_id) where in_force;

-- Counts without a person, so staff may read them: one row a worksite and year, moved by differences in the
-- transaction that changes a member. The zero id stands for "no worksite on file".
create table goal_tally (
  local_id int not null references local,
  year int not null,
  worksite_id uuid not null,
  members int not null,
  talked int not null,
  acted int not null,
  activists int not null,
  recommitted int not null,
  primary key (local_id, year, worksite_id)
);

alter table goal_member enable row level security;
alter table goal_member force row level security;
create policy goal_member_wall on goal_member using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
alter table goal_tally enable row level security;
alter table goal_tally force row level security;
create policy goal_tally_read on goal_tally for select using (current_setting('app.viewer_counts', true) = 'on'
  or strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
create policy goal_tally_wall on goal_tally using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
grant select, insert, update, delete on goal_member to ${app};
grant select, insert, update, delete on goal_tally to ${app};
