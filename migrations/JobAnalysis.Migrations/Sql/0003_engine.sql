-- Which people an input of whose changed since a run read: the transaction that raised the revision. A run remembers the oldest transaction that was still
-- running when it read; whatever that one or a later one changed may have escaped it and is looked at again (ADR 0016).
alter table person add column changed_xid bigint not null default pg_current_xact_id()::text::bigint;
create function stamp_changed_xid() returns trigger language plpgsql as $$
begin
  new.changed_xid := pg_current_xact_id()::text::bigint;
  return new;
end $$;
create trigger changed_xid_is_stamped before update on person for each row when (old.input_revision is distinct from new.input_revision) execute function stamp_changed_xid();
create index ix_person_changed on person (organization_id, changed_xid);

-- A revision only rises: a result of an older one would hide the change for ever.
create function refuse_lower_revision() returns trigger language plpgsql as $$
begin
  raise exception 'The input revision of a person only rises.' using errcode = 'integrity_constraint_violation', constraint = 'input_revision_only_rises';
end $$;
create trigger input_revision_only_rises before update on person for each row when (new.input_revision < old.input_revision) execute function refuse_lower_revision();

update gap_result g set kind = a.kind from appointment a where a.organization_id = g.organization_id and a.id = g.appointment_id and a.kind <> g.kind;

-- Caches built under the old meaning count for no day until `jobanalysis rebuild` or the next accepted level; until then the rows are read.
update accepted_vector set built_on = '9999-12-31';

-- Totals are counted anew by a full run.
update gap_run r set requested = requested + 1, "full" = true
where r.as_of = (select max(x.as_of) from gap_run x where x.organization_id = r.organization_id)
  and r.as_of >= (select max(p.as_of) from gap_publication p where p.organization_id = r.organization_id);
