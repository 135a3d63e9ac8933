-- A private calendar holds the shifts of organizers and presenters too: it belongs to no room that fills it.
alter table training_feed rename to calendar_feed;
