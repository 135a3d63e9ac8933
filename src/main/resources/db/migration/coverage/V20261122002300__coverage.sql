-- How many people one building rep can carry, as a local sees it.
create table coverage_span (
  local_id int not null,
  people int not null check (people between 1 and 200),
  author text not null,
  set_at timestamptz not null,
  primary key (local_id)
);
-- Which of a worksite's reps looks after whom.
create table coverage_turf (
  local_id int not null,
  member_id uuid not null,
  rep_id uuid not null,
  primary key (local_id, member_id),
  foreign key (local_id, member_id) references member on delete cascade,
  foreign key (local_id, rep_id) references member on delete cascade
);
create index coverage_turf_by_rep on coverage_turf (local_id, rep_id);
do $$
declare t text;
begin
  foreach t in array array['coverage_span', 'coverage_turf'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;
