-- A card that was taken back binds until its terms let it end: until then it is counted, and the treasurer's days run.
create or replace view card_standing with (security_invoker = true) as
select c.local_id, c.id, c.number, c.drive_id, c.kind, c.version, c.language, c.channel, c.dated_on, c.signed_at, c.circulator_id,
  c.circulator, c.serial, c.flags, c.name_on_file, c.name_typed, coalesce(g.kept_id, c.whose) as member_id,
  coalesce((select s.act from card_step s where s.local_id = c.local_id and s.card_id = c.id
    and s.act in ('COUNTED', 'CHALLENGED', 'REFUSED', 'REVOKED', 'SUPERSEDED')
    -- a card that was refused takes no other's place
    and not (s.act = 'SUPERSEDED' and exists (select from card_step r where r.local_id = s.local_id and r.card_id::text = s.words
      and r.act = 'REFUSED')) order by s.number desc limit 1), 'SIGNED') as state,
  (select k.id from card_step k where k.local_id = c.local_id and k.card_id = c.id and k.act = 'COUNTED'
    order by k.number desc limit 1) as counted_by,
  exists (select from card_step f where f.local_id = c.local_id and f.card_id = c.id and f.act = 'CONFIRMED') as confirmed,
  (select v.at from card_step v where v.local_id = c.local_id and v.card_id = c.id and v.act = 'REVOKED') as revoked_at,
  -- null where it did not count when it was taken back
  (select v.effective_on from card_step v where v.local_id = c.local_id and v.card_id = c.id and v.act = 'REVOKED'
    and 'COUNTED' = (select s.act from card_step s where s.local_id = v.local_id and s.card_id = v.card_id and s.number < v.number
      and s.act in ('COUNTED', 'CHALLENGED', 'REFUSED', 'SUPERSEDED') order by s.number desc limit 1)) as binds_until
from (
  select card.*, coalesce(member_id, (select m.member_id from card_step m where m.local_id = card.local_id and m.card_id = card.id
    and m.act = 'MATCHED' order by m.number desc limit 1)) as whose
  from card) c
left join member_merge g on g.local_id = c.local_id and g.gone_id = c.whose and g.undone_at is null;
