-- A local's counts in one row a year, so that the federation's board reads as many rows as there are locals.
create table goal_total (
  local_id int not null references local,
  year int not null,
  members int not null,
  talked int not null,
  acted int not null,
  activists int not null,
  recommitted int not null,
  primary key (local_id, year)
);
alter table goal_total enable row level security;
alter table goal_total force row level security;
create policy goal_total_read on goal_total for select using (current_setting('app.viewer_counts', true) = 'on'
  or strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
create policy goal_total_wall on goal_total using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
grant select, insert, update, delete on goal_total to ${app};
select view_as('', true, true);
insert into goal_total
select local_id, year, sum(members), sum(talked), sum(acted), sum(activists), sum(recommitted)
from goal_tally group by local_id, year;

-- Where nobody was talked to yet.
create index goal_tally_untouched on goal_tally (year, local_id) where members > 0 and talked = 0;
