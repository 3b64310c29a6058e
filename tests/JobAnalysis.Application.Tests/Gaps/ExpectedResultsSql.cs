namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>The results once more, by SQL that shares nothing with the engine: from the rows of accepted levels, cell by cell, for the day of run_clock().</summary>
internal static class ExpectedResultsSql
{
    public const string Expected = """
        with recursive day(d) as (select taipei_date(run_clock())),
        up(organization_id, ancestor_id, steps) as (
          select id, id, 0 from organization
          union all
          select up.organization_id, p.parent_id, steps + 1 from up cross join day
          join organization_placement p on p.placed_organization_id = up.ancestor_id and p.superseded_at is null and p.valid_from <= d and (p.valid_to is null or d < p.valid_to)
          where p.parent_id is not null),
        rule as (
          select distinct on (o.id, k.key) o.id as organization_id, k.key, coalesce(s.value::int, k.standard) as value
          from organization o cross join day cross join (values ('assessments.due-soon-days', 60), ('appointments.acting-vacancy-months', 3)) k(key, standard)
          left join (
            select up.organization_id, up.steps, s.key, s.value, s.valid_from from up join setting s on s.owner_organization_id = up.ancestor_id
            union all select o.id, 1000, s.key, s.value, s.valid_from from organization o join setting s on s.owner_organization_id is null) s
            on s.organization_id = o.id and s.key = k.key and s.valid_from <= d
          order by o.id, k.key, s.steps nulls last, s.valid_from desc),
        adopted as (
          select distinct on (up.organization_id, a.framework_id) up.organization_id, a.framework_id, a.framework_version_id from up cross join day
          join framework_adoption a on a.owner_organization_id = up.ancestor_id and (steps = 0 or a.includes_subordinates) and a.superseded_at is null
               and a.valid_from <= d and (a.valid_to is null or d < a.valid_to)
          order by up.organization_id, a.framework_id, steps),
        version as (
          select distinct on (organization_id, competency_profile_id) organization_id, competency_profile_id, id from profile_version cross join day
          where status = 'Published' and effective_from <= d order by organization_id, competency_profile_id, effective_from desc),
        holder as materialized (
          select a.organization_id, a.id as appointment_id, a.person_id, pp.unit_id, v.id as version_id, t.tier, x.framework_id, x.framework_version_id
          from appointment a cross join day
          join person p on p.organization_id = a.organization_id and p.id = a.person_id and (p.left_on is null or d < p.left_on)
          join adopted x on x.organization_id = a.organization_id
          join position_placement pp on pp.organization_id = a.organization_id and pp.position_id = a.position_id and pp.superseded_at is null and pp.valid_from <= d and (pp.valid_to is null or d < pp.valid_to)
          join position_facts pf on pf.organization_id = a.organization_id and pf.position_id = a.position_id and pf.superseded_at is null and pf.valid_from <= d and (pf.valid_to is null or d < pf.valid_to)
          left join version v on v.organization_id = pf.organization_id and v.competency_profile_id = pf.competency_profile_id
          left join appointment_tier t on t.organization_id = a.organization_id and t.appointment_id = a.id and t.superseded_at is null and t.valid_from <= d and (t.valid_to is null or d < t.valid_to)
          join rule m on m.organization_id = a.organization_id and m.key = 'appointments.acting-vacancy-months'
          where a.superseded_at is null and a.valid_from <= d and (a.valid_to is null or d < a.valid_to)
            and (a.kind in ('Regular', 'Concurrent') or a.kind = 'ActingVacancy' and a.valid_from + make_interval(months => m.value) <= d)
            and not exists (select from leave_without_pay l where l.organization_id = a.organization_id and l.person_id = a.person_id and l.superseded_at is null and l.valid_from <= d and (l.valid_to is null or d < l.valid_to))
            and not exists (select from gap_quarantine q where q.organization_id = a.organization_id and q.person_id = a.person_id)),
        cell as (
          select h.*, k.ordinal as i, coalesce(c.level, td.level) as required, case when c.level is not null then c.is_critical else false end as critical,
            l.level as accepted, l.valid_to, l.id is not null as assessed, e.valid_to as exempt_until
          from holder h cross join day
          join competency_edition ce on ce.framework_version_id = h.framework_version_id
          join competency k on k.id = ce.competency_id
          left join profile_cell c on c.organization_id = h.organization_id and c.profile_version_id = h.version_id and c.competency_id = k.id and c.tier = h.tier
          left join tier_default_adoption da on da.organization_id = h.organization_id and da.framework_id = h.framework_id and da.superseded_at is null and da.valid_from <= d and (da.valid_to is null or d < da.valid_to)
          left join tier_default td on td.set_id = da.set_id and td.competency_id = k.id and td.tier = h.tier
          left join lateral (
            select x.* from accepted_level x where x.organization_id = h.organization_id and x.person_id = h.person_id and x.competency_id = k.id and x.superseded_at is null and x.valid_from <= d
            order by x.valid_from desc limit 1) l on true
          left join lateral (
            select x.* from exemption x where x.organization_id = h.organization_id and x.appointment_id = h.appointment_id and x.competency_id = k.id and x.superseded_at is null
              and x.approved_by is not null and x.valid_from <= d and d < x.valid_to limit 1) e on true),
        compared as (
          select *, case when required is null then 0 when required = 0 then 1 when exempt_until is not null then 2 when not assessed then 6 when valid_to <= d then 5
              when accepted < required then 7 when accepted = required then 8 else 9 end as state
          from cell cross join day)
        select concat_ws('|', c.organization_id, appointment_id, framework_id, person_id, unit_id,
            string_agg(lpad(to_hex(coalesce(required, 255)), 2, '0'), '' order by i), string_agg(lpad(to_hex(case when assessed then accepted else 255 end), 2, '0'), '' order by i),
            string_agg(lpad(to_hex(state), 2, '0'), '' order by i),
            string_agg(lpad(to_hex(case when state < 2 then 0 else (case when critical then 4 else 0 end) + (case when state >= 7 and valid_to - d <= s.value then 1 else 0 end) end), 2, '0'), '' order by i),
            string_agg(lpad(to_hex(case when not assessed then 0 when valid_to is null then 2147483647 else valid_to - date '0001-01-01' end), 8, '0'), '' order by i),
            count(*) filter (where state = 7 and critical))
        from compared c join rule s on s.organization_id = c.organization_id and s.key = 'assessments.due-soon-days'
        group by c.organization_id, appointment_id, framework_id, person_id, unit_id, s.value
        order by 1
        """;

    public const string Stored = """
        select concat_ws('|', organization_id, appointment_id, framework_id, person_id, unit_id,
          encode(required, 'hex'), encode(accepted, 'hex'), encode(states, 'hex'), encode(flags, 'hex'), encode(valid_to_days, 'hex'), critical_unmet)
        from gap_result g where not exists (select from gap_quarantine q where q.organization_id = g.organization_id and q.person_id = g.person_id) order by 1
        """;

    /// <summary>People by 本職 in a unit and below it, per item: required, at or above, below. Of the first framework.</summary>
    public const string ExpectedTotals = """
        with recursive day(d) as (select taipei_date(run_clock())),
        below(organization_id, top, unit_id) as (
          select organization_id, id, id from unit
          union
          select b.organization_id, b.top, p.unit_id from below b cross join day
          join unit_placement p on p.organization_id = b.organization_id and p.parent_id = b.unit_id and p.superseded_at is null and p.valid_from <= d and (p.valid_to is null or d < p.valid_to)),
        cell as (
          select g.organization_id, g.unit_id, i, get_byte(g.states, i) as state from gap_result g cross join lateral generate_series(0, octet_length(g.states) - 1) i
          where g.kind = 'Regular' and get_byte(g.states, i) >= 3)
        select concat_ws('|', b.organization_id, b.top, i, count(*), count(*) filter (where state >= 8), count(*) filter (where state = 7))
        from below b join cell c on c.organization_id = b.organization_id and c.unit_id = b.unit_id group by b.organization_id, b.top, i
        union all
        select concat_ws('|', organization_id, '00000000-0000-0000-0000-000000000000', i, count(*), count(*) filter (where state >= 8), count(*) filter (where state = 7)) from cell group by organization_id, i
        order by 1
        """;
}
