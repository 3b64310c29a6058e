// Takes the Scope of the run: an agency outside it has nothing due.
using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Gaps;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Whose results a run must look at. Raw SQL because it compares three tables by set and returns ids only.</summary>
internal static class GapDueSql
{
    private const string Sql = """
        select r.person_id from gap_result r
        join person p on p.organization_id = r.organization_id and p.id = r.person_id
        where r.organization_id = @organization and (p.input_revision > r.input_revision or r.next_change_on <= @asOf or r.formula_version <> @formula)
        union
        select a.person_id from appointment a
        where a.organization_id = @organization and a.superseded_at is null and a.position_id is not null and a.kind in ('Regular', 'Concurrent', 'ActingVacancy')
          and a.valid_from <= @asOf and (a.valid_to is null or @asOf < a.valid_to)
          and not exists (select from gap_result r where r.organization_id = a.organization_id and r.appointment_id = a.id)
        """;

    /// <summary>People whose inputs changed, whose next change has come, or who miss a result.</summary>
    public static async Task<Guid[]> People(NpgsqlConnection connection, NpgsqlTransaction? transaction, Scope scope, Guid organizationId, DateOnly asOf, CancellationToken cancellationToken)
    {
        if (!scope.WholeOrganizations.Contains(organizationId)) return [];
        await using var command = new NpgsqlCommand(Sql, connection, transaction)
        {
            Parameters = { new("organization", organizationId), new("asOf", asOf), new("formula", GapFormula.Version) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Guid> people = [];
        while (await reader.ReadAsync(cancellationToken)) people.Add(reader.GetGuid(0));
        return [.. people];
    }
}
