-- Who sees counts is asked once a statement, not once a row: the federation's board reads tens of thousands.
do $$
declare t text;
begin
  foreach t in array array['goal_tally', 'goal_total', 'goal_week', 'goal_counting'] loop
    execute format('drop policy %I on %I', t || '_read', t);
    execute format('create policy %I on %I for select using ((select current_setting(''app.viewer_counts'', true) = ''on''
        or current_setting(''app.viewer_all'', true) = ''on'')
      or strpos((select current_setting(''app.viewer_locals'', true)), '','' || local_id::text || '','') <> 0)', t || '_read', t);
  end loop;
end $$;
