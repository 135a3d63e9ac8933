-- The worksite map of a local: floors with or without a plan, rooms drawn on them, and where people usually are.
create table map_floor (
  local_id int not null,
  id uuid not null,
  worksite_id uuid not null references worksite,
  name text not null,
  position int not null,
  plan bytea,
  plan_wide int,
  plan_high int,
  primary key (local_id, id)
);
create index map_floor_by_worksite on map_floor (local_id, worksite_id);

-- A room, an area or a place where people take their break; in thousandths of the floor's plan.
create table map_room (
  local_id int not null,
  id uuid not null,
  floor_id uuid not null,
  name text not null,
  kind text not null check (kind in ('ROOM', 'AREA', 'BREAK')),
  x int not null check (x between 0 and 1000),
  y int not null check (y between 0 and 1000),
  wide int not null check (wide between 20 and 1000),
  high int not null check (high between 20 and 1000),
  primary key (local_id, id),
  foreign key (local_id, floor_id) references map_floor on delete cascade
);
create index map_room_by_floor on map_room (local_id, floor_id);

create table map_seat (
  local_id int not null,
  member_id uuid not null,
  room_id uuid not null,
  primary key (local_id, member_id),
  foreign key (local_id, member_id) references member on delete cascade,
  foreign key (local_id, room_id) references map_room on delete cascade
);
create index map_seat_by_room on map_seat (local_id, room_id);

-- An informal group: who eats together, drives together, plays softball together.
create table map_group (
  local_id int not null,
  id uuid not null,
  worksite_id uuid not null references worksite,
  name text not null,
  ended_on date,
  primary key (local_id, id)
);
create table map_group_member (
  local_id int not null,
  group_id uuid not null,
  member_id uuid not null,
  primary key (local_id, group_id, member_id),
  foreign key (local_id, group_id) references map_group on delete cascade,
  foreign key (local_id, member_id) references member on delete cascade
);

-- Who follows whom, from a day to a day.
create table connection (
  local_id int not null,
  id uuid not null,
  follower_id uuid not null,
  leader_id uuid not null check (leader_id <> follower_id),
  since_on date not null,
  ended_on date,
  author text not null,
  primary key (local_id, id),
  foreign key (local_id, follower_id) references member on delete cascade,
  foreign key (local_id, leader_id) references member on delete cascade
);
create unique index connection_once on connection (local_id, follower_id, leader_id) where ended_on is null;
create index connection_by_leader on connection (local_id, leader_id) where ended_on is null;

do $$
declare t text;
begin
  foreach t in array array['map_floor', 'map_room', 'map_seat', 'map_group', 'map_group_member', 'connection'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;
