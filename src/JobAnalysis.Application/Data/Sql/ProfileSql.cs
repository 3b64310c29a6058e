using JobAnalysis.Application.Access;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Row locks and the one set-based statement of publishing a 職能需求表; raw SQL because EF has neither FOR UPDATE nor an update across filters.</summary>
internal static class ProfileSql
{
    /// <summary>Two edits of one version follow each other, so that the later one sees the revision and not a half-written neighbour.</summary>
    public static Task LockVersion(JobAnalysisDb db, Scope scope, Guid versionId, CancellationToken cancellationToken) =>
        Run(db, "select 1 from profile_version where organization_id = any(@organizations) and id = @id for update", scope, cancellationToken, new NpgsqlParameter("id", versionId));

    /// <summary>Numbers and effective dates of a profile's versions are decided one after the other.</summary>
    public static Task LockProfile(JobAnalysisDb db, Scope scope, Guid profileId, CancellationToken cancellationToken) =>
        Run(db, "select 1 from competency_profile where organization_id = any(@organizations) and id = @id for update", scope, cancellationToken, new NpgsqlParameter("id", profileId));

    /// <summary>
    /// Marks everybody whose appointment meets the profile from the effective day on: the next run recomputes them now and learns the day on which the
    /// version starts.
    /// </summary>
    public static Task RaiseInputRevisions(JobAnalysisDb db, Scope scope, Guid profileId, DateOnly effectiveFrom, CancellationToken cancellationToken) => Run(db, """
        update person p set input_revision = p.input_revision + 1
        where p.organization_id = any(@organizations) and exists (
          select from appointment a
          join position_facts f on f.organization_id = a.organization_id and f.position_id = a.position_id and f.superseded_at is null
               and f.competency_profile_id = @profile
               and daterange(f.valid_from, f.valid_to) && daterange(a.valid_from, a.valid_to) and coalesce(f.valid_to, 'infinity') > @from
          where a.organization_id = p.organization_id and a.person_id = p.id and a.superseded_at is null and coalesce(a.valid_to, 'infinity') > @from)
        """, scope, cancellationToken, new NpgsqlParameter("profile", profileId), new NpgsqlParameter("from", effectiveFrom));

    private static async Task Run(JobAnalysisDb db, string sql, Scope scope, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = db.Command(sql, parameters);
        command.Parameters.AddWithValue("organizations", scope.Organizations);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
