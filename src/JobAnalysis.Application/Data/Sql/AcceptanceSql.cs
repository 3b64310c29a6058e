using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Configurations;
using JobAnalysis.Domain.Assessments;
using Npgsql;
using NpgsqlTypes;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>What the accepted levels of one person are derived from beside the ratings, and the writing of what they are now: parts of two round trips.</summary>
internal static class AcceptanceSql
{
    /// <summary>A value of a setting.</summary>
    public sealed record SettingRow(Guid? OwnerOrganizationId, string Value, DateOnly ValidFrom);

    /// <summary>A competency of a lineage in which the person has or gets levels.</summary>
    /// <param name="Id">The competency.</param>
    /// <param name="FrameworkId">Its lineage.</param>
    /// <param name="Ordinal">Its place.</param>
    /// <param name="HasVector">A vector of the person on the lineage is stored.</param>
    public sealed record Item(Guid Id, Guid FrameworkId, int Ordinal, bool HasVector);

    /// <summary>One row when the person is in scope, else none.</summary>
    public static IReadOnlyList<bool> AskIsSeen(RoundTrip trip, Scope scope, Guid organizationId, Guid personId) => trip.Ask(
        $"select true from person where organization_id = @organization and id = @person and {PersonScopeSql.Sees(scope, organizationId, "@organization", "@person")}",
        r => r.GetBoolean(0),
        parameters =>
        {
            PersonScopeSql.Add(parameters, scope, organizationId);
            parameters.AddWithValue("person", personId);
        });

    public static IReadOnlyList<SettingRow> AskSetting(RoundTrip trip, Scope scope, string key) => trip.Ask(
        "select owner_organization_id, value, valid_from from setting where key = @key and (owner_organization_id is null or owner_organization_id = any(@superiors)) order by id",
        r => new SettingRow(r[0] as Guid?, r.GetString(1), r.GetFieldValue<DateOnly>(2)),
        parameters =>
        {
            parameters.AddWithValue("key", key);
            parameters.AddWithValue("superiors", scope.SelfAndSuperiors);
        });

    /// <summary>Accepted levels that are current.</summary>
    public static IReadOnlyList<AcceptedLevel> AskLevels(RoundTrip trip, Scope scope, Guid organizationId, Guid personId) => trip.Ask(
        $"""
        select organization_id, id, person_id, competency_id, level, source, answer_id, assessment_id, rule_clause, rule_version, rated_on, valid_from, valid_to, recorded_at
        from accepted_level where organization_id = @organization and person_id = @person and superseded_at is null and {PersonScopeSql.Sees(scope, organizationId, "@organization", "@person")}
        """,
        r => new AcceptedLevel
        {
            OrganizationId = r.GetGuid(0),
            Id = r.GetGuid(1),
            PersonId = r.GetGuid(2),
            CompetencyId = r.GetGuid(3),
            Level = r.GetInt32(4),
            Source = Enum.Parse<AssessmentSource>(r.GetString(5)),
            AnswerId = r.GetGuid(6),
            AssessmentId = r.GetGuid(7),
            RuleClause = r.GetString(8),
            RuleVersion = r.GetInt32(9),
            RatedOn = r.GetFieldValue<DateOnly>(10),
            ValidFrom = r.GetFieldValue<DateOnly>(11),
            ValidTo = r.IsDBNull(12) ? null : r.GetFieldValue<DateOnly>(12),
            RecordedAt = r.GetFieldValue<DateTimeOffset>(13),
        },
        parameters =>
        {
            PersonScopeSql.Add(parameters, scope, organizationId);
            parameters.AddWithValue("person", personId);
        });

    /// <summary>Competencies of the lineages in which the person has a vector or an answer, or of which some are named.</summary>
    public static IReadOnlyList<Item> AskItems(RoundTrip trip, Scope scope, Guid organizationId, Guid personId, Guid[] competencies) => trip.Ask(
        """
        with stored as materialized (select framework_id from accepted_vector where organization_id = @organization and person_id = @person)
        select c.id, c.framework_id, c.ordinal, c.framework_id in (select framework_id from stored) from competency c where c.framework_id in (
          select framework_id from stored
          union select k.framework_id from assessment_answer a join competency k on k.id = a.competency_id where a.organization_id = @organization and a.person_id = @person
          union select framework_id from competency where id = any(@competencies))
        """,
        r => new Item(r.GetGuid(0), r.GetGuid(1), r.GetInt32(2), r.GetBoolean(3)),
        parameters =>
        {
            parameters.AddWithValue("organization", scope.Organizations.Contains(organizationId) ? organizationId : Guid.Empty);
            parameters.AddWithValue("person", personId);
            parameters.AddWithValue("competencies", competencies);
        });

    /// <summary>Raises the person's input revision to the value under which everything is written.</summary>
    public static void Raise(RoundTrip trip, Scope scope, Guid organizationId, Guid personId, long revision)
    {
        scope.RefuseOutside(organizationId);
        trip.Do("update person set input_revision = @revision where organization_id = @organization and id = @person", parameters =>
        {
            parameters.AddWithValue("organization", organizationId);
            parameters.AddWithValue("person", personId);
            parameters.AddWithValue("revision", revision);
        });
    }

    /// <summary>Levels that count no more are superseded, new ones are added. In this order: the exclusion constraint looks at every statement.</summary>
    public static void WriteLevels(RoundTrip trip, Scope scope, Guid organizationId, IReadOnlyCollection<AcceptedLevel> superseded, IReadOnlyList<AcceptedLevel> added, DateTimeOffset at)
    {
        scope.RefuseOutside([organizationId, .. added.Select(l => l.OrganizationId)]);
        if (superseded.Count > 0)
        {
            trip.Do("update accepted_level set superseded_at = @at where organization_id = @organization and id = any(@ids)", parameters =>
            {
                parameters.AddWithValue("organization", organizationId);
                parameters.AddWithValue("ids", superseded.Select(l => l.Id).ToArray());
                parameters.AddWithValue("at", at.ToUniversalTime());
            });
        }
        if (added.Count == 0) return;
        trip.Do(
            """
            insert into accepted_level(organization_id, id, person_id, competency_id, level, source, answer_id, assessment_id, rule_clause, rule_version, rated_on, valid_from, valid_to, recorded_at)
            select @organization, u.* from unnest(@id, @person, @competency, @level, @source, @answer, @assessment, @clause, @version, @rated, @from, @to, @recorded)
              u(id, person_id, competency_id, level, source, answer_id, assessment_id, rule_clause, rule_version, rated_on, valid_from, valid_to, recorded_at)
            """,
            parameters =>
            {
                parameters.AddWithValue("organization", organizationId);
                parameters.AddWithValue("id", added.Select(l => l.Id).ToArray());
                parameters.AddWithValue("person", added.Select(l => l.PersonId).ToArray());
                parameters.AddWithValue("competency", added.Select(l => l.CompetencyId).ToArray());
                parameters.AddWithValue("level", added.Select(l => l.Level).ToArray());
                parameters.AddWithValue("source", added.Select(l => l.Source.ToString()).ToArray());
                parameters.AddWithValue("answer", added.Select(l => l.AnswerId).ToArray());
                parameters.AddWithValue("assessment", added.Select(l => l.AssessmentId).ToArray());
                parameters.AddWithValue("clause", added.Select(l => l.RuleClause).ToArray());
                parameters.AddWithValue("version", added.Select(l => l.RuleVersion).ToArray());
                parameters.AddWithValue("rated", added.Select(l => l.RatedOn).ToArray());
                parameters.AddWithValue("from", added.Select(l => l.ValidFrom).ToArray());
                parameters.Add(new NpgsqlParameter<DateOnly?[]>("to", NpgsqlDbType.Array | NpgsqlDbType.Date) { TypedValue = [.. added.Select(l => l.ValidTo)] });
                parameters.AddWithValue("recorded", added.Select(l => l.RecordedAt.ToUniversalTime()).ToArray());
            });
    }

    public static void WriteVectors(RoundTrip trip, Scope scope, IReadOnlyList<AcceptedVector> vectors)
    {
        scope.RefuseOutside([.. vectors.Select(v => v.OrganizationId)]);
        if (vectors.Count == 0) return;
        trip.Do(
            """
            insert into accepted_vector(organization_id, person_id, framework_id, levels, valid_from_days, valid_to_days, input_flags, built_on, next_start_on, input_revision)
            select * from unnest(@organization, @person, @framework, @levels, @froms, @tos, @flags, @built, @next, @revision)
            on conflict (organization_id, person_id, framework_id) do update set levels = excluded.levels, valid_from_days = excluded.valid_from_days, valid_to_days = excluded.valid_to_days,
              input_flags = excluded.input_flags, built_on = excluded.built_on, next_start_on = excluded.next_start_on, input_revision = excluded.input_revision
            """,
            parameters =>
            {
                parameters.AddWithValue("organization", vectors.Select(v => v.OrganizationId).ToArray());
                parameters.AddWithValue("person", vectors.Select(v => v.PersonId).ToArray());
                parameters.AddWithValue("framework", vectors.Select(v => v.FrameworkId).ToArray());
                parameters.AddWithValue("levels", vectors.Select(v => v.Levels).ToArray());
                parameters.AddWithValue("froms", vectors.Select(v => PackedColumns.PackDays(v.ValidFromDays)).ToArray());
                parameters.AddWithValue("tos", vectors.Select(v => PackedColumns.PackDays(v.ValidToDays)).ToArray());
                parameters.AddWithValue("flags", vectors.Select(v => v.InputFlags).ToArray());
                parameters.AddWithValue("built", vectors.Select(v => v.BuiltOn).ToArray());
                parameters.Add(new NpgsqlParameter<DateOnly?[]>("next", NpgsqlDbType.Array | NpgsqlDbType.Date) { TypedValue = [.. vectors.Select(v => v.NextStartOn)] });
                parameters.AddWithValue("revision", vectors.Select(v => v.InputRevision).ToArray());
            });
    }
}
