-- What another activity took the place of, and when: told beside the correction once a day has passed.
create view activity_corrected with (security_invoker = true) as
select a.local_id, a.id, a.member_id, a.kind, a.worksite_id, a.happened_at, a.outcome, a.assessment, a.due_on,
       a.recorded_at, a.recorded_by, a.recorder, c.recorded_at as corrected_at
from activity a
join activity c on c.local_id = a.local_id and c.corrects = a.id and not c.withdrawn
where not exists (select from member_merge m where m.local_id = a.local_id and m.gone_id = a.member_id and m.undone_at is null)
union all
select a.local_id, a.id, m.kept_id, a.kind, a.worksite_id, a.happened_at, a.outcome, a.assessment, a.due_on,
       a.recorded_at, a.recorded_by, a.recorder, c.recorded_at
from member_merge m
join activity a on a.local_id = m.local_id and a.member_id = m.gone_id
join activity c on c.local_id = a.local_id and c.corrects = a.id and not c.withdrawn
where m.undone_at is null;
grant select on activity_corrected to ${app};
