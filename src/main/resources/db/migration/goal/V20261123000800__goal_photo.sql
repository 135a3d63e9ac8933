-- A group photo is an action. Versions are added, never changed; nobody has noted a photo yet, so no board moves. A federation that has
-- said itself what counts is not overruled.
insert into goal_definition
select 2, from_year, talk_outcomes, actions || 'PHOTO'::text, activist_days, leading_counts, counted, hired_by_month, hired_by_day,
  talked_goal, acted_goal, activists_goal, recommitted_goal, 'A group photo is an action too.', author, made_by,
  timestamptz '2026-11-23 12:00:00Z'
from goal_definition where version = 1 and not exists (select from goal_definition where version > 1);
