create table member (
  local_id int not null references local,
  id uuid not null,
  given_name text not null,
  middle_name text not null,
  family_name text not null,
  suffix text not null,
  called text,
  full_name text not null,
  sort_name text not null,
  folded_name text not null,
  language text not null default 'en',
  leader_since date,
  created_at timestamptz not null,
  opened_by uuid,
  primary key (local_id, id)
);
create index member_by_name on member (local_id, sort_name, id);

-- A job at a worksite, from a day to a day. One open row a member is the main one: where the chart shows her.
create table employment (
  local_id int not null,
  id uuid not null,
  member_id uuid not null,
  employer_id uuid not null references employer,
  worksite_id uuid references worksite,
  area_id uuid,
  job_title text,
  employee_number text,
  hired_on date,
  orientation_due_on date,
  started_on date not null,
  ended_on date,
  main boolean not null,
  opened_by uuid,
  closed_by uuid,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete cascade,
  foreign key (local_id, area_id) references area
);
create unique index employment_one_main on employment (local_id, member_id) where ended_on is null and main;
create index employment_by_member on employment (local_id, member_id);
create index employment_by_worksite on employment (local_id, worksite_id) where ended_on is null;
create index employment_by_employer on employment (local_id, employer_id) where ended_on is null;

-- Where a person stands with the local. Open means in force; an end is written on its day, never ahead.
create table membership (
  local_id int not null,
  id uuid not null,
  member_id uuid not null,
  status text not null check (status in ('MEMBER', 'POTENTIAL', 'NON_MEMBER', 'RETIREE')),
  started_on date not null,
  ended_on date,
  opened_by uuid,
  closed_by uuid,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete cascade
);
create unique index membership_one_open on membership (local_id, member_id) where ended_on is null;
create index membership_by_member on membership (local_id, member_id);

-- A fact with its source and date. The fact in use is the newest of the best source; nothing is overwritten.
create table contact_point (
  local_id int not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('EMAIL', 'PHONE', 'ADDRESS')),
  value text not null,
  source text not null check (source in ('EMPLOYER', 'REP', 'MEMBER')),
  said_on date not null,
  ended_on date,
  opened_by uuid,
  closed_by uuid,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete cascade
);
create index contact_point_by_member on contact_point (local_id, member_id);

create table building_rep (
  local_id int not null,
  id uuid not null,
  worksite_id uuid not null references worksite,
  member_id uuid not null,
  from_on date not null,
  until_on date,
  primary key (local_id, id),
  foreign key (local_id, member_id) references member on delete cascade
);
create index building_rep_by_worksite on building_rep (local_id, worksite_id);
create index building_rep_by_member on building_rep (local_id, member_id);

do $$
declare t text;
begin
  foreach t in array array['member', 'employment', 'membership', 'contact_point', 'building_rep'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;

-- Everyone on the local's roster today, with the main job: for joins of the rooms above.
create view member_on_roster with (security_invoker = true) as
select m.local_id, m.id, m.full_name, m.given_name, m.called, m.sort_name, m.folded_name, m.leader_since,
       s.status, s.status in ('MEMBER', 'RETIREE') as in_force,
       e.worksite_id, e.area_id, e.job_title, e.hired_on, e.orientation_due_on
from member m
join membership s on s.local_id = m.local_id and s.member_id = m.id and s.ended_on is null
left join (select * from employment where ended_on is null and main) e on e.local_id = m.local_id and e.member_id = m.id;
grant select on member_on_roster to ${app};
