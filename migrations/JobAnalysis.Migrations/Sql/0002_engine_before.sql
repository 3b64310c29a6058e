-- Arrays become packed bytes (big-endian), totals a row for each unit and framework. Nothing is computed anew here: the next run reads everything.
alter table gap_result drop constraint ck_gap_result_lengths;
alter table accepted_vector drop constraint ck_accepted_vector_lengths;
delete from gap_total;

create function pack_days(days integer[]) returns bytea language sql immutable as $$
  select coalesce(string_agg(int4send(d), ''::bytea order by o), ''::bytea) from unnest(days) with ordinality as u(d, o) $$;
create function pack_ids(ids uuid[]) returns bytea language sql immutable as $$
  select coalesce(string_agg(uuid_send(d), ''::bytea order by o), ''::bytea) from unnest(ids) with ordinality as u(d, o) $$;
alter table gap_result alter column valid_to_days type bytea using pack_days(valid_to_days), alter column setting_ids type bytea using pack_ids(setting_ids);
alter table accepted_vector alter column valid_to_days type bytea using pack_days(valid_to_days), alter column valid_from_days type bytea using pack_days(valid_from_days);
drop function pack_days(integer[]);
drop function pack_ids(uuid[]);
