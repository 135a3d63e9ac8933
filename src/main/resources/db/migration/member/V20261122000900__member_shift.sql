-- When someone works: a fact of the job, as the employer lists it.
alter table employment add column shift text;

create or replace view member_on_roster with (security_invoker = true) as
select m.local_id, m.id, m.full_name, m.given_name, m.called, m.sort_name, m.folded_name, m.leader_since,
       s.status, s.status in ('MEMBER', 'LEAVE', 'RETIREE') as in_force,
       e.worksite_id, e.area_id, e.job_title, e.hired_on, e.orientation_due_on, e.shift
from member m
join membership s on s.local_id = m.local_id and s.member_id = m.id and s.ended_on is null
left join (select * from employment where ended_on is null and main) e on e.local_id = m.local_id and e.member_id = m.id;
