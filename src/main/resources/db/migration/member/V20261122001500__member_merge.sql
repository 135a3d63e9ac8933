-- Two records that are one person: the one that stays speaks for both. What is on file of the other is closed and what only it
-- had is opened for the one that stays, each row marked with the merge, so that it can be taken back exactly.
create table member_merge (
  local_id int not null,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  gone_name text not null,
  leader_before date,
  merged_by uuid not null,
  merger text not null,
  merged_at timestamptz not null,
  undone_at timestamptz,
  primary key (local_id, id),
  foreign key (local_id, kept_id) references member on delete restrict,
  foreign key (local_id, gone_id) references member on delete restrict,
  check (kept_id <> gone_id)
);
create unique index member_merge_one_gone on member_merge (local_id, gone_id) where undone_at is null;
create index member_merge_by_kept on member_merge (local_id, kept_id) where undone_at is null;

-- Pairs of records that may be one person, as they were found last; the smaller id first.
create table member_duplicate (
  local_id int not null,
  one uuid not null,
  other uuid not null,
  score real not null,
  why text not null,
  found_at timestamptz not null,
  primary key (local_id, one, other),
  foreign key (local_id, one) references member on delete cascade,
  foreign key (local_id, other) references member on delete cascade
);

-- Two records that are two people: said once, not asked again.
create table member_apart (
  local_id int not null,
  one uuid not null,
  other uuid not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (local_id, one, other),
  foreign key (local_id, one) references member on delete cascade,
  foreign key (local_id, other) references member on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['member_merge', 'member_duplicate', 'member_apart'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;
