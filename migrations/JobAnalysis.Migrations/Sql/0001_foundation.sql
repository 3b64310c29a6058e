-- What EF cannot say: clock, views, exclusion constraints, triggers. Applied by the Foundation migration.

-- The one clock of runs and leases; test clusters replace it. Nothing else in Data/Sql calls now() for a decision.
create function run_clock() returns timestamptz language sql volatile as $$ select clock_timestamp() $$;

create function taipei_date(instant timestamptz) returns date language sql immutable as $$ select (instant at time zone 'Asia/Taipei')::date $$;

-- In which unit a person has an appointment, and when; the filter of every Person entity asks it (ScopeFilters).
create view person_unit as
select a.organization_id, a.person_id, p.unit_id, greatest(a.valid_from, p.valid_from) as valid_from, least(a.valid_to, p.valid_to) as valid_to
from appointment a
join position_placement p on p.organization_id = a.organization_id and p.position_id = a.position_id and p.superseded_at is null
     and p.valid_from < coalesce(a.valid_to, 'infinity') and a.valid_from < coalesce(p.valid_to, 'infinity')
where a.superseded_at is null;

-- Days are half-open; what the system knows now (superseded_at is null) never overlaps.
alter table organization_placement add constraint ex_organization_placement exclude using gist
  (placed_organization_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);
alter table unit_placement add constraint ex_unit_placement exclude using gist
  (organization_id with =, unit_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);
alter table position_placement add constraint ex_position_placement exclude using gist
  (organization_id with =, position_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);
alter table position_facts add constraint ex_position_facts exclude using gist
  (organization_id with =, position_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);
-- One 本職 a person, one regular incumbent a position (decisions.md 2).
alter table appointment add constraint ex_appointment_regular_person exclude using gist
  (organization_id with =, person_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null and kind = 'Regular');
alter table appointment add constraint ex_appointment_regular_position exclude using gist
  (organization_id with =, position_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null and kind = 'Regular');
alter table appointment add constraint ck_appointment_position check ((kind = 'Secondment') = (position_id is null));
alter table appointment_tier add constraint ex_appointment_tier exclude using gist
  (organization_id with =, appointment_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);
alter table appointment_tier add constraint ck_appointment_tier_source check ((tier_rule_id is null) = (override_reason is not null));
alter table leave_without_pay add constraint ex_leave_without_pay exclude using gist
  (organization_id with =, person_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);
alter table accepted_level add constraint ex_accepted_level exclude using gist
  (organization_id with =, person_id with =, competency_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);
alter table exemption add constraint ex_exemption exclude using gist
  (organization_id with =, appointment_id with =, competency_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null and approved_by is not null);
alter table exemption add constraint ck_exemption_end check (approved_by is null or valid_to is not null);
alter table framework_adoption add constraint ex_framework_adoption exclude using gist
  (owner_organization_id with =, framework_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);
alter table tier_default_adoption add constraint ex_tier_default_adoption exclude using gist
  (organization_id with =, framework_id with =, daterange(valid_from, valid_to) with &&) where (superseded_at is null);

-- A unit is never its own superior: its path ends with itself and names it once.
alter table unit_placement add constraint ck_unit_placement_cycle check
  (index(path, text2ltree(replace(unit_id::text, '-', ''))) = nlevel(path) - 1);
create index ix_unit_placement_path on unit_placement using gist (path);

create index ix_person_name_search on person using gin (name_for_search gin_trgm_ops);
create index ix_position_facts_position on position_facts (organization_id, position_id);
create index ix_appointment_tier_appointment on appointment_tier (organization_id, appointment_id);

-- Published versions cannot change: refused by the only writing statement and, whoever writes, here.
create function refuse_change_of_published() returns trigger language plpgsql as $$
declare published boolean;
begin
  if tg_table_name = 'framework_version' then published := old.status = 'Approved';
  elsif tg_table_name = 'profile_version' then published := old.status = 'Published';
  elsif tg_table_name in ('profile_cell', 'profile_item') then
    select v.status = 'Published' into published from profile_version v
    where v.organization_id = coalesce(new.organization_id, old.organization_id) and v.id = coalesce(new.profile_version_id, old.profile_version_id);
  else
    select v.status = 'Approved' into published from framework_version v where v.id = coalesce(new.framework_version_id, old.framework_version_id);
  end if;
  if published then
    raise exception 'A published version cannot be changed (%).', tg_table_name using errcode = 'integrity_constraint_violation', constraint = 'published_is_immutable';
  end if;
  return coalesce(new, old);
end $$;

create trigger published_is_immutable before update or delete on framework_version for each row execute function refuse_change_of_published();
create trigger published_is_immutable before insert or update or delete on framework_passage for each row execute function refuse_change_of_published();
create trigger published_is_immutable before insert or update or delete on framework_warning for each row execute function refuse_change_of_published();
create trigger published_is_immutable before insert or update or delete on competency_category for each row execute function refuse_change_of_published();
create trigger published_is_immutable before insert or update or delete on competency_edition for each row execute function refuse_change_of_published();
create trigger published_is_immutable before insert or update or delete on attitude_edition for each row execute function refuse_change_of_published();
create trigger published_is_immutable before update or delete on profile_version for each row execute function refuse_change_of_published();
create trigger published_is_immutable before insert or update or delete on profile_item for each row execute function refuse_change_of_published();
create trigger published_is_immutable before insert or update or delete on profile_cell for each row execute function refuse_change_of_published();

-- Ordinals are append-only: a vector written years ago must still mean the same competencies.
create function refuse_change_of_ordinal() returns trigger language plpgsql as $$
begin
  raise exception 'The ordinal of a competency never changes.' using errcode = 'integrity_constraint_violation', constraint = 'ordinal_is_append_only';
end $$;
create trigger ordinal_is_append_only before update of ordinal, framework_id on competency for each row
  when (old.ordinal is distinct from new.ordinal or old.framework_id is distinct from new.framework_id) execute function refuse_change_of_ordinal();
create trigger competency_is_never_deleted before delete on competency for each row execute function refuse_change_of_ordinal();

-- Audit is append-only for everybody but the erasure function of a later issue, which only removes details.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'Audit rows are append-only.' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_append_only before update or delete on audit_event for each row execute function refuse_change_of_audit();
create trigger audit_is_append_only before update or delete on audit_seal for each row execute function refuse_change_of_audit();
