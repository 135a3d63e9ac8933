-- Whose record an entry is about, so that a member can be told who looked at hers.
alter table audit_entry add column member_id uuid;
create index audit_entry_by_member on audit_entry (local_id, member_id, at desc) where member_id is not null;
create index name_grant_by_local on name_grant (of_local);
