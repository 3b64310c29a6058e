-- Only in databases of the chaos tests: a clock that can jump, and named places at which a worker can be made to stand still.

create table chaos_clock(id boolean primary key default true check (id), shift interval not null default '0');
insert into chaos_clock default values;
create or replace function run_clock() returns timestamptz language sql volatile as $$ select clock_timestamp() + shift from chaos_clock $$;

create table chaos_delay(place text primary key, seconds double precision not null);
create function chaos_stand_still() returns trigger language plpgsql as $$
begin
  perform pg_sleep(d.seconds) from chaos_delay d where d.place = tg_argv[0];
  return null;
end $$;
create trigger chaos_claim after update on gap_run for each statement execute function chaos_stand_still('claim');
create trigger chaos_merge after insert or update on gap_result for each statement execute function chaos_stand_still('merge');
create trigger chaos_history after insert on gap_history for each statement execute function chaos_stand_still('history');
create trigger chaos_publication after insert on gap_publication for each statement execute function chaos_stand_still('publication');

grant select on chaos_clock, chaos_delay to public;

-- Scenarios move the clock to any time of any day; missed nights are made up at once.
insert into setting(id, key, value, valid_from, recorded_at) values (gen_random_uuid(), 'gaps.pause-window', 'none', '2000-01-01', now());
