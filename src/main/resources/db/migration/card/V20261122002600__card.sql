-- A drive of the federation that locals may take up: its texts, no person in it.
create table card_offer (
  id uuid primary key,
  kind text not null check (kind in ('RECOMMITMENT', 'AUTHORIZATION', 'DUES')),
  title text not null,
  deadline_on date not null,
  author text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create table card_offer_wording (
  offer_id uuid not null references card_offer,
  language text not null,
  words text not null,
  approver text not null,
  primary key (offer_id, language)
);
grant select, insert on card_offer, card_offer_wording to ${app};
grant update (ended_at) on card_offer to ${app};

-- A drive of a local: one kind of card, to be signed by a day.
create table card_drive (
  local_id int not null,
  id uuid not null,
  offer_id uuid,
  kind text not null check (kind in ('RECOMMITMENT', 'AUTHORIZATION', 'DUES')),
  title text not null,
  unit text not null,
  opens_on date not null,
  deadline_on date not null,
  target smallint not null check (target between 1 and 100),
  -- G.L. c.180 s.17A: irrevocable at most one year; where the card is silent, 60 days' notice
  irrevocable_months smallint not null check (irrevocable_months between 0 and 12),
  notice_days smallint not null check (notice_days between 0 and 60),
  opened_by uuid not null,
  opener text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (local_id, id)
);
create unique index card_drive_once_an_offer on card_drive (local_id, offer_id) where offer_id is not null;

-- The words of a card, a version and language each; added, never changed.
create table card_wording (
  local_id int not null,
  drive_id uuid not null,
  version int not null,
  language text not null,
  words text not null,
  author text not null,
  approver text not null,
  approved_by uuid not null,
  approved_at timestamptz not null,
  primary key (local_id, drive_id, version, language),
  foreign key (local_id, drive_id) references card_drive
);

-- What a worksite is to reach, where it is not the drive's own target, and who circulates there.
create table card_target (
  local_id int not null,
  drive_id uuid not null,
  worksite_id uuid not null references worksite,
  target smallint not null check (target between 1 and 100),
  primary key (local_id, drive_id, worksite_id),
  foreign key (local_id, drive_id) references card_drive
);
create table card_circulator (
  local_id int not null,
  drive_id uuid not null,
  worksite_id uuid not null references worksite,
  member_id uuid not null,
  reminded_at timestamptz,
  primary key (local_id, drive_id, worksite_id, member_id),
  foreign key (local_id, drive_id) references card_drive,
  foreign key (local_id, member_id) references member on delete cascade
);

-- A way to the card: one member's own, of which only a hash is kept, or a worksite's poster.
create table card_link (
  local_id int not null,
  id uuid not null,
  drive_id uuid not null,
  member_id uuid,
  worksite_id uuid references worksite,
  token_hash text not null,
  token text,
  made_by uuid not null,
  maker text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  letter_id uuid,
  used_at timestamptz,
  primary key (local_id, id),
  foreign key (local_id, drive_id) references card_drive,
  foreign key (local_id, member_id) references member on delete cascade
);
create unique index card_link_by_token on card_link (local_id, token_hash);
create index card_link_by_drive on card_link (local_id, drive_id, member_id);

-- Someone who is signing: her one-time code, then the text she is shown. Its id is the id of the card to come.
create table card_draft (
  local_id int not null,
  id uuid not null,
  link_id uuid not null,
  drive_id uuid not null,
  member_id uuid,
  said_name text not null,
  secret_hash text not null,
  channel text not null check (channel in ('EMAIL', 'PHONE')),
  sent_to text not null,
  code_hash text not null,
  tries smallint not null default 0,
  language text not null,
  version int not null,
  network text not null,
  agent text not null,
  session text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  verified_at timestamptz,
  shown_at timestamptz,
  shown text,
  primary key (local_id, id),
  foreign key (local_id, link_id) references card_link
);
create index card_draft_by_age on card_draft (local_id, made_at);

-- A printed card. The serial is the sheet's own; whose it is stands here, not on it.
create table card_sheet (
  local_id int not null,
  serial text not null,
  drive_id uuid not null,
  member_id uuid,
  version int not null,
  language text not null,
  words text not null,
  batch uuid not null,
  position int not null,
  printed_on date not null,
  printed_by uuid not null,
  printer text not null,
  card_id uuid,
  primary key (local_id, serial),
  foreign key (local_id, drive_id) references card_drive
);
create index card_sheet_by_batch on card_sheet (local_id, batch, position);

-- A page that was scanned or photographed, as a picture and nothing else of the file.
create table card_scan (
  local_id int not null,
  id uuid not null,
  drive_id uuid not null,
  file_name text not null,
  page int not null,
  picture bytea not null,
  picture_hash text not null,
  serial text,
  uploaded_by uuid not null,
  uploader text not null,
  uploaded_at timestamptz not null,
  card_id uuid,
  set_aside_at timestamptz,
  primary key (local_id, id),
  foreign key (local_id, drive_id) references card_drive
);
create index card_scan_open on card_scan (local_id, drive_id, uploaded_at) where card_id is null and set_aside_at is null;

-- The evidence: one row a signature, added and never changed, chained by hash within the local.
create table card (
  local_id int not null,
  id uuid not null,
  number bigint not null,
  drive_id uuid not null,
  kind text not null,
  version int not null,
  language text not null,
  words text not null,
  words_hash text not null,
  member_id uuid,
  name_on_file text not null,
  name_typed text not null,
  mark text not null,
  job text not null,
  employer text not null,
  unit text not null,
  email text not null,
  email_how text not null,
  email_at timestamptz,
  phone text not null,
  phone_how text not null,
  phone_at timestamptz,
  address text not null,
  intent text not null,
  dated_on date not null,
  shown_at timestamptz not null,
  signed_at timestamptz not null,
  network text not null,
  agent text not null,
  session text not null,
  channel text not null check (channel in ('LINK', 'POSTER', 'REP_PHONE', 'PAPER', 'BATCH')),
  circulator_id uuid,
  circulator text not null,
  serial text not null,
  scan_hash text not null,
  flags text not null,
  body_hash text not null,
  previous text not null,
  hash text not null,
  primary key (local_id, id),
  foreign key (local_id, drive_id) references card_drive
);
create unique index card_by_number on card (local_id, number);
create index card_by_member on card (local_id, member_id);
create index card_by_drive on card (local_id, drive_id, signed_at);
create index card_by_session on card (local_id, session, signed_at) where session <> '';
create unique index card_by_serial on card (local_id, serial) where serial <> '';

-- What became of a card, each step a link of the same chain.
create table card_step (
  local_id int not null,
  id uuid not null,
  number bigint not null,
  card_id uuid not null,
  act text not null check (act in ('COUNTED', 'SENT', 'DELIVERED', 'CONFIRMED', 'MATCHED', 'CHALLENGED', 'UPHELD', 'REFUSED',
    'REVOKED', 'TOLD', 'SUPERSEDED')),
  at timestamptz not null,
  account_id uuid not null,
  hand text not null,
  words text not null,
  member_id uuid,
  effective_on date,
  letter_id uuid,
  body_hash text not null,
  previous text not null,
  hash text not null,
  primary key (local_id, id),
  foreign key (local_id, card_id) references card
);
create unique index card_step_by_number on card_step (local_id, number);
create index card_step_by_card on card_step (local_id, card_id);
create index card_step_matched on card_step (local_id, member_id) where act = 'MATCHED';

-- Where the chain of a local ends.
create table card_chain (
  local_id int primary key,
  number bigint not null,
  hash text not null
);

-- The end of the chain of a day, signed; what is published of it says nothing of how long the chain is.
create table card_head (
  local_id int not null,
  day date not null,
  number bigint not null,
  hash text not null,
  commitment text not null,
  signature text not null,
  key text not null,
  signed_at timestamptz not null,
  primary key (local_id, day)
);

-- The receipt of a signature: who holds it may look at it, confirm it and contest it.
create table card_receipt (
  local_id int not null,
  receipt text not null,
  card_id uuid not null,
  primary key (local_id, receipt),
  foreign key (local_id, card_id) references card
);
create index card_receipt_by_card on card_receipt (local_id, card_id);

-- Members who could not be reached at work, kept as a list for outreach.
create table card_unreached (
  local_id int not null,
  drive_id uuid not null,
  member_id uuid not null,
  kept_at timestamptz not null,
  keeper text not null,
  primary key (local_id, drive_id, member_id),
  foreign key (local_id, drive_id) references card_drive,
  foreign key (local_id, member_id) references member on delete cascade
);

-- An export for a filing: asked for by one person, let go by another.
create table card_filing (
  local_id int not null,
  id uuid not null,
  drive_id uuid not null,
  reason text not null,
  until_number bigint not null,
  cards int not null,
  asked_by uuid not null,
  asker text not null,
  asked_at timestamptz not null,
  approved_by uuid,
  approver text,
  approved_at timestamptz,
  refused_at timestamptz,
  primary key (local_id, id),
  foreign key (local_id, drive_id) references card_drive,
  check (approved_by is null or approved_by <> asked_by)
);

-- How far a drive of the federation has come in a local, without a person.
create table card_count (
  local_id int not null,
  drive_id uuid not null,
  offer_id uuid not null,
  signed int not null,
  primary key (local_id, drive_id)
);

do $$
declare t text;
begin
  foreach t in array array['card_drive', 'card_wording', 'card_target', 'card_circulator', 'card_link', 'card_draft', 'card_sheet',
    'card_scan', 'card', 'card_step', 'card_chain', 'card_head', 'card_receipt', 'card_unreached', 'card_filing', 'card_count'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (strpos(current_setting(''app.viewer_locals'', true), '','' || local_id::text || '','') <> 0
      or current_setting(''app.viewer_all'', true) = ''on'')',
      t || '_wall', t);
    execute format('grant select, insert on %I to ${app}', t);
  end loop;
end $$;
grant update (closed_at, deadline_on, target) on card_drive to ${app};
grant update, delete on card_target, card_circulator to ${app};
grant update (used_at, letter_id, expires_at) on card_link to ${app};
grant update, delete on card_draft to ${app};
grant update (card_id) on card_sheet to ${app};
grant update (card_id, set_aside_at, serial) on card_scan to ${app};
grant update on card_chain, card_count to ${app};
grant delete on card_unreached to ${app};
grant update (approved_by, approver, approved_at, refused_at) on card_filing to ${app};
create policy card_count_counts on card_count for select using (current_setting('app.viewer_counts', true) = 'on');

-- How each card stands: by its last step that says so, and whose it is by the record that stands for her today.
create view card_standing with (security_invoker = true) as
select c.local_id, c.id, c.number, c.drive_id, c.kind, c.version, c.language, c.channel, c.dated_on, c.signed_at, c.circulator_id,
  c.circulator, c.serial, c.flags, c.name_on_file, c.name_typed, coalesce(g.kept_id, c.whose) as member_id,
  coalesce((select s.act from card_step s where s.local_id = c.local_id and s.card_id = c.id
    and s.act in ('COUNTED', 'CHALLENGED', 'REFUSED', 'REVOKED', 'SUPERSEDED')
    -- a card that was refused takes no other's place
    and not (s.act = 'SUPERSEDED' and exists (select from card_step r where r.local_id = s.local_id and r.card_id::text = s.words
      and r.act = 'REFUSED')) order by s.number desc limit 1), 'SIGNED') as state,
  (select k.id from card_step k where k.local_id = c.local_id and k.card_id = c.id and k.act = 'COUNTED'
    order by k.number desc limit 1) as counted_by,
  exists (select from card_step f where f.local_id = c.local_id and f.card_id = c.id and f.act = 'CONFIRMED') as confirmed
from (
  select card.*, coalesce(member_id, (select m.member_id from card_step m where m.local_id = card.local_id and m.card_id = card.id
    and m.act = 'MATCHED' order by m.number desc limit 1)) as whose
  from card) c
left join member_merge g on g.local_id = c.local_id and g.gone_id = c.whose and g.undone_at is null;
grant select on card_standing to ${app};
