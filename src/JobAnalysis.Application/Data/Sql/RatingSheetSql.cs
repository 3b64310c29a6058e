using JobAnalysis.Application.Access;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using Npgsql;
using NpgsqlTypes;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>A rater's sheet on one person, read and handed in: parts of two round trips.</summary>
internal static class RatingSheetSql
{
    /// <summary>The round people answer now.</summary>
    public sealed record Round(Guid Id, Guid FrameworkVersionId, int NoticeVersion);

    /// <summary>A notice that reached the person.</summary>
    public sealed record Notice(Guid RoundId, int NoticeVersion, DateTimeOffset DeliveredAt);

    private const string Current = "select id, framework_version_id, notice_version from assessment_round where organization_id = @organization and valid_from <= @day order by valid_from desc, id limit 1";

    public static IReadOnlyList<Round> AskRound(RoundTrip trip, Scope scope, Guid organizationId, DateOnly day) =>
        trip.Ask(Current, r => new Round(r.GetGuid(0), r.GetGuid(1), r.GetInt32(2)), parameters => AddAgency(parameters, scope, organizationId, day));

    /// <summary>Competencies with a text in the framework version of the current round.</summary>
    public static IReadOnlyList<Guid> AskItems(RoundTrip trip, Scope scope, Guid organizationId, DateOnly day) => trip.Ask(
        $"select competency_id from competency_edition where framework_version_id = (select framework_version_id from ({Current}) c)", r => r.GetGuid(0), parameters => AddAgency(parameters, scope, organizationId, day));

    /// <summary>Highest rank of the proficiency scale in use; scales are everybody's.</summary>
    public static IReadOnlyList<int?> AskHighestRank(RoundTrip trip, Scope scope) => trip.Ask(
        $"""
        select max(rank) from scale_level where scale_id = (select id from proficiency_scale where kind = '{nameof(ScaleKind.Proficiency)}' and @known order by version desc, id limit 1)
        """,
        r => r[0] as int?, parameters => parameters.AddWithValue("known", scope != Scope.None));

    /// <summary>Who was named the person's rater instead of the head.</summary>
    public static IReadOnlyList<Guid> AskNamedRaters(RoundTrip trip, Scope scope, Guid organizationId, Guid personId) => trip.Ask(
        $"""
        select viewer_account_id from person_share where organization_id = @organization and person_id = @person and kind = '{nameof(PersonShareKind.AssignedRater)}'
          and valid_from <= @today and (valid_to is null or @today < valid_to) and {PersonScopeSql.Sees(scope, organizationId, "@organization", "@person")}
        """,
        r => r.GetGuid(0), parameters => AddPerson(parameters, scope, organizationId, personId, withToday: true));

    /// <summary>The rater's assessments of the person in every round, locked: a draft that is saved meanwhile waits, and then finds another revision.</summary>
    public static IReadOnlyList<Assessment> AskAssessments(RoundTrip trip, Scope scope, Guid organizationId, Guid personId, Guid raterPersonId) => trip.Ask(
        $"""
        select organization_id, id, person_id, round_id, rater_person_id, framework_version_id, unit_id, begun_at, submitted_at, rated_on, revision from assessment
        where organization_id = @organization and person_id = @person and source = '{nameof(AssessmentSource.Supervisor)}' and rater_person_id = @rater
          and {PersonScopeSql.Sees(scope, organizationId, "@organization", "@person")} for no key update
        """,
        r => Assessment.AsStored(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetGuid(3), AssessmentSource.Supervisor, r.GetGuid(4), r.GetGuid(5), r[6] as Guid?, r.GetFieldValue<DateTimeOffset>(7),
            r.IsDBNull(8) ? null : r.GetFieldValue<DateTimeOffset>(8), r.IsDBNull(9) ? null : r.GetFieldValue<DateOnly>(9), r.GetInt64(10)),
        parameters =>
        {
            AddPerson(parameters, scope, organizationId, personId);
            parameters.AddWithValue("rater", raterPersonId);
        });

    /// <summary>Answers of the rater's drafts on the person.</summary>
    public static IReadOnlyList<AssessmentAnswer> AskDraftAnswers(RoundTrip trip, Scope scope, Guid organizationId, Guid personId, Guid raterPersonId) => trip.Ask(
        $"""
        select a.organization_id, a.id, a.person_id, a.assessment_id, a.competency_id, a.kind, a.level, a.comment, a.changed_at
        from assessment s join assessment_answer a on a.organization_id = s.organization_id and a.assessment_id = s.id
        where s.organization_id = @organization and s.person_id = @person and s.source = '{nameof(AssessmentSource.Supervisor)}' and s.rater_person_id = @rater and s.submitted_at is null
          and {PersonScopeSql.Sees(scope, organizationId, "@organization", "@person")}
        """,
        r => new AssessmentAnswer
        {
            OrganizationId = r.GetGuid(0),
            Id = r.GetGuid(1),
            PersonId = r.GetGuid(2),
            AssessmentId = r.GetGuid(3),
            CompetencyId = r.GetGuid(4),
            Kind = Enum.Parse<AnswerKind>(r.GetString(5)),
            Level = r[6] as int?,
            Comment = r[7] as string,
            ChangedAt = r.GetFieldValue<DateTimeOffset>(8),
        },
        parameters =>
        {
            AddPerson(parameters, scope, organizationId, personId);
            parameters.AddWithValue("rater", raterPersonId);
        });

    public static IReadOnlyList<Notice> AskNotices(RoundTrip trip, Scope scope, Guid organizationId, Guid personId) => trip.Ask(
        $"select round_id, notice_version, delivered_at from notice_delivery where organization_id = @organization and person_id = @person and {PersonScopeSql.Sees(scope, organizationId, "@organization", "@person")}",
        r => new Notice(r.GetGuid(0), r.GetInt32(1), r.GetFieldValue<DateTimeOffset>(2)), parameters => AddPerson(parameters, scope, organizationId, personId));

    /// <summary>Writes the assessment as it is now and the answers that changed.</summary>
    public static void Write(RoundTrip trip, Scope scope, Assessment assessment, IReadOnlyList<AssessmentAnswer> changed)
    {
        scope.RefuseOutside([assessment.OrganizationId, .. changed.Select(a => a.OrganizationId)]);
        trip.Do(
            """
            insert into assessment(organization_id, id, person_id, round_id, source, rater_person_id, framework_version_id, unit_id, begun_at, submitted_at, rated_on, revision)
            values (@organization, @id, @person, @round, @source, @rater, @version, @unit, @begun, @submitted, @rated, @revision)
            on conflict (organization_id, id) do update set submitted_at = excluded.submitted_at, rated_on = excluded.rated_on, revision = excluded.revision
            """,
            parameters =>
            {
                parameters.AddWithValue("organization", assessment.OrganizationId);
                parameters.AddWithValue("id", assessment.Id);
                parameters.AddWithValue("person", assessment.PersonId);
                parameters.AddWithValue("round", assessment.RoundId);
                parameters.AddWithValue("source", assessment.Source.ToString());
                parameters.Add(new NpgsqlParameter("rater", NpgsqlDbType.Uuid) { Value = (object?)assessment.RaterPersonId ?? DBNull.Value });
                parameters.AddWithValue("version", assessment.FrameworkVersionId);
                parameters.Add(new NpgsqlParameter("unit", NpgsqlDbType.Uuid) { Value = (object?)assessment.UnitId ?? DBNull.Value });
                parameters.AddWithValue("begun", assessment.BegunAt.ToUniversalTime());
                parameters.Add(new NpgsqlParameter("submitted", NpgsqlDbType.TimestampTz) { Value = (object?)assessment.SubmittedAt?.ToUniversalTime() ?? DBNull.Value });
                parameters.Add(new NpgsqlParameter("rated", NpgsqlDbType.Date) { Value = (object?)assessment.RatedOn ?? DBNull.Value });
                parameters.AddWithValue("revision", assessment.Revision);
            });
        if (changed.Count == 0) return;
        trip.Do(
            """
            insert into assessment_answer(organization_id, assessment_id, person_id, id, competency_id, kind, level, comment, changed_at)
            select @organization, @assessment, @person, u.* from unnest(@id, @competency, @kind, @level, @comment, @changed) u(id, competency_id, kind, level, comment, changed_at)
            on conflict (organization_id, id) do update set kind = excluded.kind, level = excluded.level, comment = excluded.comment, changed_at = excluded.changed_at
            """,
            parameters =>
            {
                parameters.AddWithValue("organization", assessment.OrganizationId);
                parameters.AddWithValue("assessment", assessment.Id);
                parameters.AddWithValue("person", assessment.PersonId);
                parameters.AddWithValue("id", changed.Select(a => a.Id).ToArray());
                parameters.AddWithValue("competency", changed.Select(a => a.CompetencyId).ToArray());
                parameters.AddWithValue("kind", changed.Select(a => a.Kind.ToString()).ToArray());
                parameters.Add(new NpgsqlParameter<int?[]>("level", NpgsqlDbType.Array | NpgsqlDbType.Integer) { TypedValue = [.. changed.Select(a => a.Level)] });
                parameters.Add(new NpgsqlParameter<string?[]>("comment", NpgsqlDbType.Array | NpgsqlDbType.Text) { TypedValue = [.. changed.Select(a => a.Comment)] });
                parameters.AddWithValue("changed", changed.Select(a => a.ChangedAt.ToUniversalTime()).ToArray());
            });
    }

    /// <summary>Completes what asked for the rating, and the claims that a level answers: the item was rated anyway.</summary>
    public static void CompleteTasks(RoundTrip trip, Scope scope, Assessment assessment, Guid[] rated, DateTimeOffset at)
    {
        scope.RefuseOutside(assessment.OrganizationId);
        trip.Do(
            $"""
            update task set completed_at = @at where organization_id = @organization and subject_person_id = @person and completed_at is null
              and ((kind = '{nameof(WorkTaskKind.RatePerson)}' and subject_id = @round) or (kind = '{nameof(WorkTaskKind.AnswerClaim)}' and detail_id = any(@rated)))
            """,
            parameters =>
            {
                parameters.AddWithValue("organization", assessment.OrganizationId);
                parameters.AddWithValue("person", assessment.PersonId);
                parameters.AddWithValue("round", assessment.RoundId);
                parameters.AddWithValue("rated", rated);
                parameters.AddWithValue("at", at.ToUniversalTime());
            });
    }

    private static void AddAgency(NpgsqlParameterCollection parameters, Scope scope, Guid organizationId, DateOnly day)
    {
        parameters.AddWithValue("organization", scope.Organizations.Contains(organizationId) ? organizationId : Guid.Empty);
        parameters.AddWithValue("day", day);
    }

    private static void AddPerson(NpgsqlParameterCollection parameters, Scope scope, Guid organizationId, Guid personId, bool withToday = false)
    {
        PersonScopeSql.Add(parameters, scope, organizationId);
        parameters.AddWithValue("person", personId);
        if (withToday && !parameters.Contains("today")) parameters.AddWithValue("today", scope.Today);
    }
}
