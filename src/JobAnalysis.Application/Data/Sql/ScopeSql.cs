using JobAnalysis.Application.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>What an account is today, in one round trip. Raw SQL because it must read before any scope exists (reviewed: it takes the account).</summary>
internal static class ScopeSql
{
    public sealed record Found(
        IReadOnlyList<(Guid Organization, Guid Person)> People,
        IReadOnlyList<(Guid? Organization, Role Role)> Grants,
        IReadOnlyList<(Guid Organization, Guid Unit, bool MayRate)> Headed,
        IReadOnlyList<(Guid Organization, Guid Unit)> HeadedTree,
        IReadOnlyList<(Guid Organization, Guid Person, bool MayRate)> Shared,
        IReadOnlyList<(Guid Organization, Guid Ancestor)> Superiors,
        IReadOnlyList<(Guid Organization, Guid Descendant)> Subordinates);

    /// <summary>
    /// Heads: a 本職, 兼任 or 出缺代理 of a position that heads a unit; 請假代理 sees but does not rate; 留職停薪 loses both.
    /// The root unit (本機關) derives nothing: the head of agency sees totals, never names (decisions.md 18).
    /// </summary>
    private const string HeadedSql = """
        select f.organization_id, f.heads_unit_id, bool_or(a.kind <> 'ActingLeave')
        from person p
        join appointment a on a.organization_id = p.organization_id and a.person_id = p.id and a.superseded_at is null
             and a.kind in ('Regular', 'Concurrent', 'ActingVacancy', 'ActingLeave') and a.valid_from <= @today and (a.valid_to is null or @today < a.valid_to)
        join position_facts f on f.organization_id = a.organization_id and f.position_id = a.position_id and f.superseded_at is null
             and f.valid_from <= @today and (f.valid_to is null or @today < f.valid_to)
        join unit u on u.organization_id = f.organization_id and u.id = f.heads_unit_id and u.kind <> 'Root'
        where p.account_id = @account and (p.left_on is null or p.left_on > @today)
          and not exists (select from leave_without_pay l where l.organization_id = p.organization_id and l.person_id = p.id and l.superseded_at is null
                          and l.valid_from <= @today and (l.valid_to is null or @today < l.valid_to))
        group by f.organization_id, f.heads_unit_id
        """;

    public static async Task<Found> Resolve(AccountsDb db, Guid accountId, DateOnly today, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var opened = connection.State is System.Data.ConnectionState.Closed;
        if (opened) await connection.OpenAsync(cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var sql in Statements) batch.BatchCommands.Add(new(sql) { Parameters = { new("account", accountId), new("today", today) } });
            // Every request asks this: planned anew each time, the plans cost three times what the answers do.
            await batch.PrepareAsync(cancellationToken);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return new(
                await Read(reader, r => (r.GetGuid(0), r.GetGuid(1)), cancellationToken),
                await Read(reader, r => (r.IsDBNull(0) ? (Guid?)null : r.GetGuid(0), Enum.Parse<Role>(r.GetString(1))), cancellationToken),
                await Read(reader, r => (r.GetGuid(0), r.GetGuid(1), r.GetBoolean(2)), cancellationToken),
                await Read(reader, r => (r.GetGuid(0), r.GetGuid(1)), cancellationToken),
                await Read(reader, r => (r.GetGuid(0), r.GetGuid(1), r.GetBoolean(2)), cancellationToken),
                await Read(reader, r => (r.GetGuid(0), r.GetGuid(1)), cancellationToken),
                await Read(reader, r => (r.GetGuid(0), r.GetGuid(1)), cancellationToken));
        }
        finally
        {
            if (opened) await connection.CloseAsync();
        }
    }

    private static readonly string[] Statements =
    [
        "select organization_id, id from person where account_id = @account and (left_on is null or left_on > @today) order by organization_id",
        "select organization_id, role from role_grant where account_id = @account and valid_from <= @today and (valid_to is null or @today < valid_to)",
        HeadedSql,
        $"""
        select distinct d.organization_id, d.unit_id from ({HeadedSql}) h(organization_id, unit_id, may_rate)
        join unit_placement t on t.organization_id = h.organization_id and t.unit_id = h.unit_id and t.superseded_at is null
             and t.valid_from <= @today and (t.valid_to is null or @today < t.valid_to)
        join unit_placement d on d.organization_id = t.organization_id and d.path <@ t.path and d.superseded_at is null
             and d.valid_from <= @today and (d.valid_to is null or @today < d.valid_to)
        """,
        """
        select organization_id, person_id, bool_or(kind = 'AssignedRater') from person_share
        where viewer_account_id = @account and valid_from <= @today and (valid_to is null or @today < valid_to) group by organization_id, person_id
        """,
        $"""
        with recursive up(start, id) as (
          select distinct o, o from ({HomesSql}) h(o)
          union select up.start, p.parent_id from up join organization_placement p on p.placed_organization_id = up.id and p.superseded_at is null
             and p.valid_from <= @today and (p.valid_to is null or @today < p.valid_to) and p.parent_id is not null)
        select start, id from up
        """,
        $"""
        with recursive down(start, id) as (
          select distinct o, o from ({HomesSql}) h(o)
          union select down.start, p.placed_organization_id from down join organization_placement p on (p.parent_id = down.id or p.supervising_id = down.id) and p.superseded_at is null
             and p.valid_from <= @today and (p.valid_to is null or @today < p.valid_to))
        select start, id from down
        """,
    ];

    private const string HomesSql = """
        select organization_id from person where account_id = @account
        union select organization_id from role_grant where account_id = @account and organization_id is not null and valid_from <= @today and (valid_to is null or @today < valid_to)
        """;

    private static async Task<IReadOnlyList<T>> Read<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken)) rows.Add(row(reader));
        await reader.NextResultAsync(cancellationToken);
        return rows;
    }
}
