-- An institute has no course and counts all the same: its hours, and the survey about it.
create or replace view training_done with (security_invoker = true) as
select s.local_id, s.member_id, r.id, t.id as training_id, t.course_id, c.level, t.title, t.hours, t.ends_at, s.happened_at,
  (t.ends_at + make_interval(months => c.refresh_months))::timestamptz as lapses_at
from training_registration r
join activity_standing s on s.local_id = r.local_id and s.id = r.activity_id
join training t on t.id = r.training_id
left join training_course c on c.id = t.course_id;
