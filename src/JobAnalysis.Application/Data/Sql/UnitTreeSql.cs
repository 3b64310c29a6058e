using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Parts of the unit tree of an agency: a head of fifty people does not read a thousand units to choose among his own.</summary>
internal static class UnitTreeSql
{
    public sealed record Row(Guid Id, Guid? ParentId, LocalizedText Name, UnitKind Kind);

    private const string Current = "p.organization_id = @organization and p.superseded_at is null and p.valid_from <= @day and (p.valid_to is null or @day < p.valid_to)";

    private const string Select = $"""
        select u.id, p.parent_id, u.name_zh_hant, u.name_en, u.kind from unit_placement p join unit u on u.organization_id = p.organization_id and u.id = p.unit_id where {Current}
        """;

    /// <summary>Labels of a path are the ids from 本機關 down (architecture.md).</summary>
    private static string Above(string units) => $"select unnest(string_to_array(ltree2text(p.path), '.'))::uuid from unit_placement p where p.unit_id = any({units}) and {Current}";

    /// <summary>The units given and everything above them, which their order rests on.</summary>
    public static Task<IReadOnlyList<Row>> WithThoseAbove(JobAnalysisDb db, Scope scope, Guid organizationId, DateOnly day, Guid[] units, CancellationToken cancellationToken) =>
        Read(db, scope, organizationId, day, $"{Select} and p.unit_id = any(array({Above("@units")}))", units, cancellationToken);

    /// <summary>A unit and everything above it, each with its children; 本機關 with its children when none is named.</summary>
    public static Task<IReadOnlyList<Row>> WithChildren(JobAnalysisDb db, Scope scope, Guid organizationId, DateOnly day, Guid? unit, CancellationToken cancellationToken) =>
        Read(db, scope, organizationId, day, unit is null
            ? $"{Select} and nlevel(p.path) <= 2"
            : $"{Select} and (p.parent_id is null or p.parent_id = any(array({Above("@units")})))", unit is { } id ? [id] : [], cancellationToken);

    private static async Task<IReadOnlyList<Row>> Read(JobAnalysisDb db, Scope scope, Guid organizationId, DateOnly day, string sql, Guid[] units, CancellationToken cancellationToken)
    {
        await using var command = db.Command($"{sql} order by p.display_order, u.id");
        command.Parameters.AddWithValue("organization", scope.Organizations.Contains(organizationId) ? organizationId : Guid.Empty);
        command.Parameters.AddWithValue("day", day);
        command.Parameters.AddWithValue("units", units);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Row> rows = [];
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(reader.GetGuid(0), reader[1] as Guid?, new(reader.GetString(2), reader[3] as string), Enum.Parse<UnitKind>(reader.GetString(4))));
        return rows;
    }
}
