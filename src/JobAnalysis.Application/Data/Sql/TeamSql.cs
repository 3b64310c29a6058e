using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Reads the results of units with who holds the appointment: one statement that begins with the units and asks once whether the person is in scope.</summary>
internal static class TeamSql
{
    /// <summary>A stored result with what a table shows beside it.</summary>
    public sealed record Row(Guid PersonId, Guid AppointmentId, Guid UnitId, byte[] Required, byte[] Accepted, byte[] States, byte[] Flags, string Name, AppointmentKind Kind,
        LocalizedText Title, int? GradeLow, int? GradeHigh, string? GradeText, int OfficialOrder, Tier? Tier);

    public static async Task<IReadOnlyList<Row>> Read(JobAnalysisDb db, Scope scope, Guid organizationId, GapBasis basis, IReadOnlyList<Guid> units, Tier? tier, CancellationToken cancellationToken)
    {
        await using var command = db.Command($"""
            select g.person_id, g.appointment_id, g.unit_id, g.required, g.accepted, g.states, g.flags, p.name, a.kind, f.title_zh_hant, f.title_en, f.grade_low, f.grade_high, f.grade_text,
              f.official_order, r.tier
            from gap_result g
            join person p on p.organization_id = g.organization_id and p.id = g.person_id
            join appointment a on a.organization_id = g.organization_id and a.id = g.appointment_id
            join resolved_requirement r on r.organization_id = g.organization_id and r.id = g.requirement_id
            cross join lateral (
              select title_zh_hant, title_en, grade_low, grade_high, grade_text, official_order from position_facts
              where organization_id = a.organization_id and position_id = a.position_id and superseded_at is null and valid_from <= @day and (valid_to is null or @day < valid_to) limit 1) f
            where g.organization_id = @organization and g.unit_id = any(@of) and g.framework_id = @framework and (@tier::text is null or r.tier = @tier)
              and {PersonScopeSql.Sees(scope, organizationId, "g.organization_id", "g.person_id")}
            """);
        PersonScopeSql.Add(command.Parameters, scope, organizationId);
        command.Parameters.AddWithValue("day", basis.AsOf);
        command.Parameters.AddWithValue("framework", basis.FrameworkId);
        command.Parameters.AddWithValue("of", units.ToArray());
        command.Parameters.Add(new NpgsqlParameter<string?>("tier", tier?.ToString()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Row> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), (byte[])reader[3], (byte[])reader[4], (byte[])reader[5], (byte[])reader[6], reader.GetString(7),
                Enum.Parse<AppointmentKind>(reader.GetString(8)), new(reader.GetString(9), reader[10] as string), reader[11] as int?, reader[12] as int?, reader[13] as string, reader.GetInt32(14),
                reader[15] is string known ? Enum.Parse<Tier>(known) : null));
        }
        return rows;
    }
}
