-- Only in databases of the chaos tests: a clock that can jump, and named places at which a worker can be made to stand still or to meet a fault of the disk.

create table chaos_clock(id boolean primary key default true check (id), shift interval not null default '0');
insert into chaos_clock default values;
create or replace function run_clock() returns timestamptz language sql volatile as $$ select clock_timestamp() + shift from chaos_clock $$;

create table chaos_delay(place text primary key, seconds double precision not null);
create table chaos_fault(place text primary key, state text not null);
-- A sequence forgets nothing when the transaction that the fault ended is rolled back.
create sequence chaos_tries;
create function chaos_stand_still() returns trigger language plpgsql as $$
declare fault text;
begin
  perform pg_sleep(d.seconds) from chaos_delay d where d.place = tg_argv[0] and tg_level = 'STATEMENT';
  -- Publishing what is idle fires this with no row at all: nothing is written, so no disk is met.
  if tg_argv[0] <> 'publication' or tg_level = 'ROW' then
    select f.state into fault from chaos_fault f where f.place = tg_argv[0];
  end if;
  if fault is not null then
    perform nextval('chaos_tries');
    raise exception 'chaos: no space left on device' using errcode = fault;
  end if;
  return null;
end $$;
create trigger chaos_claim after update on gap_run for each statement execute function chaos_stand_still('claim');
create trigger chaos_merge after insert or update on gap_result for each statement execute function chaos_stand_still('merge');
create trigger chaos_history after insert on gap_history for each statement execute function chaos_stand_still('history');
create trigger chaos_publication after insert on gap_publication for each statement execute function chaos_stand_still('publication');
create trigger chaos_publication_row after insert on gap_publication for each row execute function chaos_stand_still('publication');

grant select on chaos_clock, chaos_delay, chaos_fault to public;
grant usage on chaos_tries to public;

-- Scenarios move the clock to any time of any day; missed nights are made up at once.
insert into setting(id, key, value, valid_from, recorded_at) values (gen_random_uuid(), 'gaps.pause-window', 'none', '2000-01-01', now());
