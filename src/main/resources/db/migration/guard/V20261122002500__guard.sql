-- What challenges are signed with: one row, the same for every node, made by the first that needs it.
create table guard_secret (
  one boolean primary key check (one),
  secret text not null
);
grant select, insert on guard_secret to ${app};
