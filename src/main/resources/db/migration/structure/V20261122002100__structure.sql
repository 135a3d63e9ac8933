-- Structure tests: an ordered series of small actions, each with the share of every worksite that is to take part.
create table structure_test (
  local_id int not null,
  id uuid not null,
  position int not null,
  name text not null,
  kind text not null,
  target int not null check (target between 1 and 100),
  opens_on date not null,
  author text not null,
  closed_on date,
  primary key (local_id, id),
  unique (local_id, position)
);
-- Who took part: each stands in the ledger as an activity of its own.
create table structure_mark (
  local_id int not null,
  test_id uuid not null,
  member_id uuid not null,
  activity_id uuid not null,
  primary key (local_id, test_id, member_id),
  foreign key (local_id, test_id) references structure_test on delete restrict,
  foreign key (local_id, member_id) references member on delete restrict
);
do $$
declare t text;
begin
  foreach t in array array['structure_test', 'structure_mark'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update on %I to ${app}', t);
  end loop;
end $$;
grant delete on structure_mark to ${app};
