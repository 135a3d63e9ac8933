-- Records of two locals that may be one person. Only who may see both locals' people sees that there is such a pair.
create table member_elsewhere (
  local_id int not null,
  member_id uuid not null,
  other_local_id int not null,
  other_id uuid not null,
  score real not null,
  why text not null,
  found_at timestamptz not null,
  -- what somebody said of them; null until then
  said text check (said in ('SAME', 'TWO')),
  sayer text,
  said_at timestamptz,
  primary key (local_id, member_id, other_local_id, other_id),
  foreign key (local_id, member_id) references member on delete cascade,
  check (local_id < other_local_id),
  check ((said is null) = (said_at is null))
);
create index member_elsewhere_by_other on member_elsewhere (other_local_id, local_id);
alter table member_elsewhere enable row level security;
alter table member_elsewhere force row level security;
create policy member_elsewhere_wall on member_elsewhere
  using (strpos((select current_setting('app.viewer_locals', true)), ',' || local_id::text || ',') <> 0
    and strpos((select current_setting('app.viewer_locals', true)), ',' || other_local_id::text || ',') <> 0);
grant select, insert, delete on member_elsewhere to ${app};
grant update (said, sayer, said_at) on member_elsewhere to ${app};
