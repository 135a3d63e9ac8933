-- A list can also be of chosen people, whom another room named.
alter table member_export add column members uuid[];
grant update (members) on member_export to ${app};
