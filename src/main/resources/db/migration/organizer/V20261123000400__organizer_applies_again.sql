-- Who took her application back may send another in its place.
grant update (why, experience, languages, hours_week, reference_one, reference_two, applied_at) on organizer to ${app};
