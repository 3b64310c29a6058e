using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Migrations.Generate;

/// <summary>Accepted levels and their vectors, from the answers by the product's own rule (AcceptanceTimeline).</summary>
internal sealed class LevelTables(Nation nation, NationIds ids, Course course)
{
    public IReadOnlyList<NationTable> All() =>
    [
        new("accepted_level", "organization_id, id, person_id, competency_id, level, source, answer_id, assessment_id, rule_clause, rule_version, rated_on, valid_from, valid_to, recorded_at, superseded_at", 400, Levels),
        new("accepted_vector", "organization_id, person_id, framework_id, levels, valid_from_days, valid_to_days, input_flags, built_on, next_start_on, input_revision", 10, Vectors),
    ];

    private async Task Levels(CopyStream copy, CancellationToken cancellationToken)
    {
        var steps = new Course.Step[GenerateOptions.Items];
        for (var round = 1; round <= NationDays.Rounds; round++)
        {
            foreach (var person in course.Order(round, AssessmentSource.Supervisor))
            {
                var agency = nation.AgencyOf(person);
                if (!nation.IsRated(agency)) continue;
                course.Fill(agency, person, steps);
                for (var ordinal = 0; ordinal < steps.Length; ordinal++)
                {
                    if (steps[ordinal].Round != round) continue;
                    foreach (var stretch in Derive(person, ordinal, steps[ordinal])) await Row(copy, agency, person, round, ordinal, stretch, cancellationToken);
                }
            }
        }
    }

    private async ValueTask Row(CopyStream copy, Agency agency, int person, int round, int ordinal, AcceptanceTimeline.Stretch stretch, CancellationToken cancellationToken)
    {
        await copy.Row(cancellationToken);
        var recorded = NationDays.At(stretch.Accepted.RatedOn, 60);
        copy.Id(ids.Organization(agency)).Id(nation.Random.Id(Kind.Accepted, ((long)person * 32) + ordinal, recorded)).Id(ids.Person(person)).Id(SyntheticFramework.Competencies[ordinal])
            .Number(stretch.Accepted.Level.Rank).Text(stretch.Accepted.Source.ToString()).Id(stretch.Accepted.Id)
            .Id(ids.Assessment(person, round, stretch.Accepted.Source, stretch.Accepted.RatedOn)).Text(stretch.Clause.ToString()).Number(AcceptanceTimeline.RuleVersion)
            .Day(stretch.Accepted.RatedOn).Day(stretch.From);
        (stretch.To is { } to ? copy.Day(to) : copy.Null()).Instant(recorded).Null();
    }

    /// <summary>In the order in which the raters of the current round handed in: the last change of most vectors.</summary>
    private async Task Vectors(CopyStream copy, CancellationToken cancellationToken)
    {
        var steps = new Course.Step[GenerateOptions.Items];
        byte[] levels = new byte[GenerateOptions.Items], flags = new byte[GenerateOptions.Items];
        int[] from = new int[GenerateOptions.Items], to = new int[GenerateOptions.Items];
        foreach (var person in course.Order(NationDays.Rounds, AssessmentSource.Supervisor))
        {
            var agency = nation.AgencyOf(person);
            course.Fill(agency, person, steps);
            Array.Fill(levels, GapCalculator.Nothing);
            Array.Clear(from);
            Array.Clear(to);
            var any = false;
            for (var ordinal = 0; ordinal < steps.Length; ordinal++)
            {
                // One rating an item, so one stretch at most: it is the one that counts.
                foreach (var stretch in Derive(person, ordinal, steps[ordinal]))
                {
                    (levels[ordinal], from[ordinal], to[ordinal]) = (stretch.Accepted.Level.Rank, stretch.From.DayNumber, stretch.To?.DayNumber ?? GapCalculator.Never);
                    any = true;
                }
            }
            // Whoever was never rated has no vector.
            if (!any) continue;
            await copy.Row(cancellationToken);
            copy.Id(ids.Organization(agency)).Id(ids.Person(person)).Id(SyntheticFramework.Id)
                .Bytes(levels).Packed(from).Packed(to).Bytes(flags).Day(nation.Options.Today).Null().Long(1);
        }
    }

    private IReadOnlyList<AcceptanceTimeline.Stretch> Derive(int person, int ordinal, Course.Step step)
    {
        if (step.Rated is not AnswerKind.Rated) return [];
        return AcceptanceTimeline.Of([Candidate(AssessmentSource.Self, step.Own!.Value), Candidate(AssessmentSource.Supervisor, step.Level)]);

        AcceptanceRule.Candidate Candidate(AssessmentSource source, int level)
        {
            var on = course.DayOf(person, step.Round, source);
            return new(ids.Answer(person, step.Round, source, ordinal, on), source, new(level), on, on, LevelValidity.Until(on), HasReason: false, NoticeDelivered: true, Disputed: false);
        }
    }
}
