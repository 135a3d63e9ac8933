-- What somebody recorded in a span of time: the evidence beside her hours.
create index activity_by_recorder on activity (local_id, recorded_by, happened_at);
