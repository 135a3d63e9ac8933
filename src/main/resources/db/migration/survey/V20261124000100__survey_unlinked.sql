-- A day beside an anonymous answer leads to whoever answered on that day; nothing reads it.
alter table survey_response drop column answered_on;
-- Turnout and answers of one person are written together, so they lie together: each night they are laid anew, in no order.
grant delete on survey_turnout, survey_response, survey_answer to ${app};
