-- 暫停時段 (setting gaps.pause-window) of an agency on a day: "08:00-18:00", or "none". The agency's own row beats the nearest superior's, that the system's,
-- that the default. A value nobody can read is the default: it must not stop the worker of all agencies. The default stands in Domain/Gaps/PauseWindow too; a
-- test compares.
create function gap_pause_window(wanted uuid, wanted_on date) returns text language sql stable as $$
  with recursive up(agency_id, distance) as (
    select wanted, 0
    union all
    select p.parent_id, up.distance + 1 from up
    join organization_placement p on p.placed_organization_id = up.agency_id and p.superseded_at is null and p.parent_id is not null
         and p.valid_from <= wanted_on and (p.valid_to is null or wanted_on < p.valid_to)
    where up.distance < 20),
  found as (
    select s.value from setting s left join up on up.agency_id = s.owner_organization_id
    where s.key = 'gaps.pause-window' and s.valid_from <= wanted_on and (s.owner_organization_id is null or up.agency_id is not null)
    order by up.distance nulls last, s.valid_from desc limit 1)
  select case when v.value = 'none' then v.value
    when v.value ~ '^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$' and left(v.value, 5) < right(v.value, 5) then v.value
    else '08:00-18:00' end
  from (select coalesce((select value from found), '08:00-18:00') as value) v
$$;

-- When the 暫停時段 ends that runs at the instant; null = none runs. Working days are Monday to Friday: public holidays are not known.
create function gap_pause_ends(wanted uuid, instant timestamptz) returns timestamptz language sql stable as $$
  select (here.day + right(w.value, 5)::time) at time zone 'Asia/Taipei'
  from (select (instant at time zone 'Asia/Taipei')::date as day, (instant at time zone 'Asia/Taipei')::time as at) here
  cross join lateral (select nullif(gap_pause_window(wanted, here.day), 'none') as value) w
  where w.value is not null and extract(isodow from here.day) < 6 and here.at >= left(w.value, 5)::time and here.at < right(w.value, 5)::time
$$;
