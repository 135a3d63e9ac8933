-- A shift can be changed before it begins; calendars hear of it by a higher number.
alter table training_shift add column sequence int not null default 0, add column changed_at timestamptz;
grant update (role, starts_at, ends_at, places, sequence, changed_at) on training_shift to ${app};
