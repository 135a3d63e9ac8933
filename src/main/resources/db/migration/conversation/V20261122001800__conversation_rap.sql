-- What a local's organizers say and ask in a 1-on-1, in editions: the newest is at hand while talking.
create table rap (
  local_id int not null,
  id uuid not null,
  title text not null,
  words text not null,
  author text not null,
  published_at timestamptz not null,
  primary key (local_id, id)
);
create index rap_by_time on rap (local_id, published_at desc);
alter table rap enable row level security;
alter table rap force row level security;
create policy rap_wall on rap using (strpos(current_setting('app.viewer_locals', true), ',' || local_id::text || ',') <> 0
  or current_setting('app.viewer_all', true) = 'on');
grant select, insert on rap to ${app};
