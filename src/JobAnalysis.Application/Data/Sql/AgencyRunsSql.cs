// Reviewed: of every agency only its name, the date of its last run and whether one waits; nothing about people. Callers are the system administrator's run
// page (RequestRun without an agency of his own), the health check, and the operator.
using JobAnalysis.Application.Gaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using static JobAnalysis.Application.Data.Sql.GapSlotSql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Runs of all agencies side by side: which have results, how old they are, which use a framework at all.</summary>
internal static class AgencyRunsSql
{
    /// <summary>When each agency was last published and whether a run of it waits, for who operates the system; the oldest results first.</summary>
    public static async Task<(IReadOnlyList<ShowRuns.AgencyRuns> Agencies, int Count)> Agencies(JobAnalysisDb db, int page, int size, CancellationToken cancellationToken)
    {
        await using var command = Command((NpgsqlConnection)db.Database.GetDbConnection(), """
            select o.id, o.code, o.name_zh_hant, o.name_en, p.id, p.as_of, p.published_at, w.failures, (count(*) over ())::int
            from organization o
            left join lateral (select x.id, x.as_of, x.published_at from gap_publication x where x.organization_id = o.id order by x.id desc limit 1) p on true
            left join lateral (select max(x.failures) as failures from gap_run x where x.organization_id = o.id and x.formula_version = @formula and x.requested > x.published) w on true
            where o.retired_on is null order by p.published_at nulls first, o.code, o.id limit @size offset @skip
            """);
        command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.Parameters.AddWithValue("size", size);
        command.Parameters.AddWithValue("skip", (page - 1L) * size);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<ShowRuns.AgencyRuns> agencies = [];
        var count = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            count = reader.GetInt32(8);
            agencies.Add(new(
                reader.GetGuid(0), reader.GetString(1), new(reader.GetString(2), await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetString(3)), await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetInt64(4),
                await reader.IsDBNullAsync(5, cancellationToken) ? null : reader.GetFieldValue<DateOnly>(5), await reader.IsDBNullAsync(6, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(6),
                !await reader.IsDBNullAsync(7, cancellationToken), await reader.IsDBNullAsync(7, cancellationToken) ? 0 : reader.GetInt32(7)));
        }
        return (agencies, count);
    }

    /// <summary>Agencies that use a framework on today.day, their own or one that a superior adopted for them.</summary>
    private const string AdoptingSql = """
        up(organization_id, ancestor_id) as (
          select o.id, o.id from organization o, today where o.retired_on is null or o.retired_on > today.day
          union
          select up.organization_id, p.parent_id from up cross join today
          join organization_placement p on p.placed_organization_id = up.ancestor_id and p.superseded_at is null and p.parent_id is not null
               and p.valid_from <= today.day and (p.valid_to is null or today.day < p.valid_to)),
        adopting as (
          select distinct up.organization_id from up cross join today
          join framework_adoption a on a.owner_organization_id = up.ancestor_id and a.superseded_at is null and a.valid_from <= today.day and (a.valid_to is null or today.day < a.valid_to)
               and (a.owner_organization_id = up.organization_id or a.includes_subordinates))
        """;

    /// <summary>Agencies that use a framework today and whose last publication is older than <paramref name="age"/>, or that have none. A number, no names.</summary>
    public static async Task<long> CountLate(NpgsqlDataSource dataSource, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = Command(connection, $"""
            with recursive today(day) as (select taipei_date(run_clock())), {AdoptingSql}
            select count(*) from adopting a
            where coalesce((select p.published_at from gap_publication p where p.organization_id = a.organization_id order by p.id desc limit 1), '-infinity') < run_clock() - @age
            """);
        command.Parameters.AddWithValue("age", age);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Agencies that use a framework on a day; null = today.</summary>
    public static async Task<HashSet<Guid>> Adopting(NpgsqlConnection connection, DateOnly? day, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, $"""
            with recursive today(day) as (select coalesce(@day, taipei_date(run_clock()))), {AdoptingSql}
            select organization_id from adopting
            """);
        command.Parameters.Add(new("day", NpgsqlTypes.NpgsqlDbType.Date) { Value = day is { } known ? known : DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        HashSet<Guid> adopting = [];
        while (await reader.ReadAsync(cancellationToken)) adopting.Add(reader.GetGuid(0));
        return adopting;
    }
}
