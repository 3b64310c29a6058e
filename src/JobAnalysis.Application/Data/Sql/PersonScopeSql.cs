using JobAnalysis.Application.Access;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>
/// The condition of <see cref="ScopeFilters"/> on a person, for reads of several Person tables joined by the person: EF repeats it for every table, and
/// PostgreSQL, which cannot estimate it, then reads the agency once for each row.
/// </summary>
internal static class PersonScopeSql
{
    /// <summary>Is a person of the agency in scope? The parameters are those of <see cref="Add"/>.</summary>
    /// <param name="scope">Whose condition it is; a scope that has the agency whole asks nothing.</param>
    /// <param name="organizationId">The agency acted in.</param>
    /// <param name="organization">Column or parameter with the agency.</param>
    /// <param name="person">Column or parameter with the person.</param>
    public static string Sees(Scope scope, Guid organizationId, string organization, string person) => scope.WholeOrganizations.Contains(organizationId)
        ? "true"
        : $"""
        ({person} = any(@people) or exists (
          select from appointment sa join position_placement sp on sp.organization_id = sa.organization_id and sp.position_id = sa.position_id and sp.superseded_at is null
          where sa.organization_id = {organization} and sa.person_id = {person} and sa.superseded_at is null and sa.valid_from <= @today and (sa.valid_to is null or @today < sa.valid_to)
            and sp.unit_id = any(@units) and sp.valid_from <= @today and (sp.valid_to is null or @today < sp.valid_to)))
        """;

    /// <summary>The same for a list of everybody in scope: the people of the units are found first.</summary>
    public static string Among(Scope scope, Guid organizationId, string person) => scope.WholeOrganizations.Contains(organizationId)
        ? "true"
        : $"""
        {person} in (
          select unnest(@people) union
          select sa.person_id from position_placement sp join appointment sa on sa.organization_id = sp.organization_id and sa.position_id = sp.position_id
          where sp.organization_id = @organization and sp.unit_id = any(@units) and sp.superseded_at is null and sp.valid_from <= @today and (sp.valid_to is null or @today < sp.valid_to)
            and sa.superseded_at is null and sa.valid_from <= @today and (sa.valid_to is null or @today < sa.valid_to))
        """;

    /// <summary>The agency acted in, empty when the scope does not have it, and what <see cref="Sees"/> asks for.</summary>
    public static void Add(NpgsqlParameterCollection parameters, Scope scope, Guid organizationId)
    {
        parameters.AddWithValue("organization", scope.Organizations.Contains(organizationId) ? organizationId : Guid.Empty);
        if (scope.WholeOrganizations.Contains(organizationId)) return;
        parameters.AddWithValue("people", scope.People);
        parameters.AddWithValue("units", scope.Units);
        parameters.AddWithValue("today", scope.Today);
    }
}
