-- A member's local is asked for by the key to the member already; asked twice, each fact would pay twice.
alter table activity drop constraint activity_local_id_fkey;
