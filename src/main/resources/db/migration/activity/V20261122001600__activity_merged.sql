-- What was recorded about a record that was merged is told of the one that stays; the rows themselves never change.
create or replace view activity_standing with (security_invoker = true) as
select a.local_id, a.id, a.member_id, a.kind, a.worksite_id, a.happened_at, a.outcome, a.assessment, a.due_on,
       a.recorded_at, a.recorded_by, a.recorder, a.corrects, a.withdrawn
from activity a
where not a.withdrawn
  and not exists (select from activity c where c.local_id = a.local_id and c.corrects = a.id)
  and not exists (select from member_merge m where m.local_id = a.local_id and m.gone_id = a.member_id and m.undone_at is null)
union all
select a.local_id, a.id, m.kept_id, a.kind, a.worksite_id, a.happened_at, a.outcome, a.assessment, a.due_on,
       a.recorded_at, a.recorded_by, a.recorder, a.corrects, a.withdrawn
from member_merge m
join activity a on a.local_id = m.local_id and a.member_id = m.gone_id
where m.undone_at is null
  and not a.withdrawn
  and not exists (select from activity c where c.local_id = a.local_id and c.corrects = a.id);
