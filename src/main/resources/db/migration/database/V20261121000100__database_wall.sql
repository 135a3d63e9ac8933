-- The wall's one door: who looks, for the length of one transaction. `set local` and not set_config, because only a
-- statement travels to the workers of a distributed PostgreSQL. Unset means: no rows. Policies look for ',local,' in the
-- list: `= any (list)` would let the planner count the local twice, once for the statement and once for the wall, and
-- choose nested loops for thousands of rows (docs/adr/wall-by-row-security.md).
create function view_as(locals text, counts boolean, everything boolean) returns void
language plpgsql as $$
begin
  execute format('set local app.viewer_locals = %L', ',' || locals || ',');
  execute format('set local app.viewer_counts = %L', case when counts then 'on' else 'off' end);
  execute format('set local app.viewer_all = %L', case when everything then 'on' else 'off' end);
end $$;
revoke all on function view_as(text, boolean, boolean) from public;
grant execute on function view_as(text, boolean, boolean) to ${app};

-- Background jobs: the table of db-scheduler, plain, because a job is bound to a viewer when it runs.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority_execution_time on scheduled_tasks (priority desc, execution_time asc);
grant select, insert, update, delete on scheduled_tasks to ${app};

-- After a bulk of rows the planner needs to know of them at once; the application owns no table, so it asks.
create function refresh_statistics() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' and tableowner = current_user loop
    execute format('analyze %I', t);
  end loop;
end $$;
revoke all on function refresh_statistics() from public;
grant execute on function refresh_statistics() to ${app};
