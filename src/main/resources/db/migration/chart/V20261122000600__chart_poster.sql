-- A chart printed on paper: which number on the sheet is whom, so that marks made on paper can be keyed back.
create table chart_poster (
  local_id int not null references local,
  id uuid not null,
  worksite_id uuid not null references worksite,
  format text not null,
  printed_for text not null,
  made_by uuid not null,
  author text not null,
  made_at timestamptz not null,
  primary key (local_id, id)
);
create index chart_poster_by_worksite on chart_poster (local_id, worksite_id, made_at desc);
create table chart_poster_line (
  local_id int not null,
  poster_id uuid not null,
  number int not null,
  member_id uuid not null,
  area text,
  primary key (local_id, poster_id, number),
  foreign key (local_id, poster_id) references chart_poster,
  foreign key (local_id, member_id) references member on delete cascade
);
do $$
declare t text;
begin
  foreach t in array array['chart_poster', 'chart_poster_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')', t || '_wall', t);
    execute format('grant select, insert on %I to ${app}', t);
  end loop;
end $$;
