using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Migrations.Generate;

/// <summary>Assessments, answers and notices, round by round in the order in which they came: never by person.</summary>
internal sealed class RatingTables(Nation nation, NationIds ids, Course course)
{
    private static readonly AssessmentSource[] Sources = [AssessmentSource.Self, AssessmentSource.Supervisor];
    private readonly NationDays days = new(nation.Options.Today);

    public IReadOnlyList<NationTable> All() =>
    [
        new("assessment", "organization_id, id, person_id, round_id, source, rater_person_id, framework_version_id, unit_id, begun_at, submitted_at, rated_on, revision", 40, Assessments),
        new("assessment_answer", "organization_id, id, person_id, assessment_id, competency_id, kind, level, comment, changed_at", 200, Answers),
        new("notice_delivery", "organization_id, id, person_id, round_id, notice_version, method, delivered_at", 20, Notices),
    ];

    private async Task Assessments(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var paper in Papers())
        {
            await copy.Row(cancellationToken);
            var rater = paper.Source is AssessmentSource.Supervisor && paper.Agency.RaterOf(paper.Person - paper.Agency.FirstPerson) is { } head ? ids.Person(paper.Agency.FirstPerson + head) : (Guid?)null;
            copy.Id(ids.Organization(paper.Agency)).Id(paper.Id).Id(ids.Person(paper.Person)).Id(ids.Round(paper.Agency, paper.Round)).Text(paper.Source.ToString()).Id(rater)
                .Id(SyntheticFramework.VersionId(1)).Id(ids.Unit(paper.Agency, paper.Agency.UnitOf(paper.Person - paper.Agency.FirstPerson)))
                .Instant(NationDays.At(paper.On.AddDays(-1))).Instant(NationDays.At(paper.On, 60)).Day(paper.On).Long(2);
        }
    }

    private async Task Answers(CopyStream copy, CancellationToken cancellationToken)
    {
        foreach (var paper in Papers())
        {
            for (var ordinal = 0; ordinal < paper.Steps.Length; ordinal++)
            {
                var step = paper.Steps[ordinal];
                if (!IsAnswered(step, paper.Round, paper.Source)) continue;
                var level = paper.Source is AssessmentSource.Self ? step.Own!.Value : step.Rated is AnswerKind.Rated ? step.Level : (int?)null;
                await copy.Row(cancellationToken);
                copy.Id(ids.Organization(paper.Agency)).Id(ids.Answer(paper.Person, paper.Round, paper.Source, ordinal, paper.On)).Id(ids.Person(paper.Person)).Id(paper.Id)
                    .Id(SyntheticFramework.Competencies[ordinal]).Text(level is null ? nameof(AnswerKind.NotObserved) : nameof(AnswerKind.Rated));
                (level is { } given ? copy.Number(given) : copy.Null()).Null().Instant(NationDays.At(paper.On, 30));
            }
        }
    }

    /// <summary>Proof of the notice: on the first day of each round in which something was answered.</summary>
    private async Task Notices(CopyStream copy, CancellationToken cancellationToken)
    {
        var steps = new Course.Step[GenerateOptions.Items];
        for (var round = 1; round <= NationDays.Rounds; round++)
        {
            var at = NationDays.At(days.RoundFrom(round));
            foreach (var person in course.Order(round, AssessmentSource.Self))
            {
                var agency = nation.AgencyOf(person);
                if (!nation.IsRated(agency)) continue;
                course.Fill(agency, person, steps);
                if (round != NationDays.Rounds && !Array.Exists(steps, s => s.Round == round)) continue;
                await copy.Row(cancellationToken);
                copy.Id(ids.Organization(agency)).Id(nation.Random.Id(Kind.Notice, ((long)person * 4) + round, at)).Id(ids.Person(person)).Id(ids.Round(agency, round)).Number(1)
                    .Text(nameof(NoticeMethod.ShownOnPage)).Instant(at);
            }
        }
    }

    /// <summary>One paper: a person, a round, a source. Steps are filled anew for each.</summary>
    private IEnumerable<Paper> Papers()
    {
        var steps = new Course.Step[GenerateOptions.Items];
        for (var round = 1; round <= NationDays.Rounds; round++)
        {
            foreach (var source in Sources)
            {
                foreach (var person in course.Order(round, source))
                {
                    var agency = nation.AgencyOf(person);
                    if (!nation.IsRated(agency)) continue;
                    course.Fill(agency, person, steps);
                    if (!Array.Exists(steps, s => IsAnswered(s, round, source))) continue;
                    var on = course.DayOf(person, round, source);
                    yield return new(agency, person, round, source, ids.Assessment(person, round, source, on), on, steps);
                }
            }
        }
    }

    private static bool IsAnswered(Course.Step step, int round, AssessmentSource source) =>
        step.Round == round && (source is AssessmentSource.Self ? step.Own is not null : step.Rated is not AnswerKind.NotAnswered);

    private sealed record Paper(Agency Agency, int Person, int Round, AssessmentSource Source, Guid Id, DateOnly On, Course.Step[] Steps);
}
