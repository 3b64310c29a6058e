using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using static JobAnalysis.Migrations.Demo.DemoDays;

namespace JobAnalysis.Migrations.Demo;

/// <summary>Three rounds of one agency with what people and raters answered in them. Ids follow from person, round and source.</summary>
internal sealed class RoundRows(DemoAgency agency, DemoOptions options, Catalog catalog, ProfileRows profiles)
{
    public const int Oldest = 1;
    public const int LastYear = 2;
    public const int Current = 3;

    /// <summary>Why a rater goes below a test.</summary>
    private const string Comment = "依本年度實際承辦案件判斷，測驗情境與業務不同。";

    private readonly DemoDays days = new(options.Today);

    public List<object> Rows { get; } = [];

    /// <summary>Everybody who takes part, and how far.</summary>
    public List<Status> People { get; } = [];

    /// <summary>Where a person stands in the current round; the tasks follow from it.</summary>
    /// <param name="Member">The person.</param>
    /// <param name="Rater">Whose duty it is.</param>
    /// <param name="SelfDone">Handed in.</param>
    /// <param name="Rated">The rater handed in.</param>
    /// <param name="Claims">Answers that claim 不適用: answer and competency.</param>
    public sealed record Status(DemoAgency.Member Member, DemoAgency.Member? Rater, bool SelfDone, bool Rated, IReadOnlyList<(Guid Answer, Guid Competency)> Claims);

    public Guid RoundId(int round) => agency.IdOf("round", $"{round}");

    public void Build()
    {
        foreach (var round in (int[])[Oldest, LastYear, Current])
        {
            var (from, to) = days.Round(round);
            Rows.Add(new AssessmentRound
            {
                OrganizationId = agency.Id,
                Id = RoundId(round),
                Year = from.Year,
                Name = RoundName(from),
                FrameworkVersionId = catalog.VersionId,
                ValidFrom = from,
                ValidTo = to,
                DocumentNumber = Letter($"{agency.Plan.Head[2]}人", from.AddDays(-10), 6000 + round),
            });
        }
        foreach (var member in agency.Members.Where(m => m.Seat.Line.Category is not PersonnelCategory.Political)) Build(member);
    }

    private void Build(DemoAgency.Member member)
    {
        var random = new DemoRandom(options.SeedNumber, $"{agency.Plan.Key}/assessment/{member.Key}");
        var required = Required(member);
        var course = AnswerCourse.Of(member, required, random, options.Today);
        var rater = agency.RaterOf(member) ?? NamedRater(member);
        NoticeRows(member, course, random);

        if (course.OldestRatedOn is { } oldest && rater is not null)
            Assess(member, Oldest, AssessmentSource.Supervisor, rater, oldest, course.Old(required));
        if (course.RatedLastYear)
        {
            var on = options.Today.AddMonths(-11).AddDays(-random.Next(25));
            Assess(member, LastYear, AssessmentSource.Self, member, on.AddDays(-6), course.Self(required, random));
            AttitudeRows(member, LastYear, random);
            if (rater is not null) Assess(member, LastYear, AssessmentSource.Supervisor, rater, on, course.LastYear(required, random));
        }
        if (course.Test is var (ordinal, level))
            Assess(member, LastYear, AssessmentSource.Test, null, options.Today.AddMonths(-8), [new(ordinal, AnswerKind.Rated, level, null)]);

        List<(Guid, Guid)> claims = [];
        if (course.SelfNow is not AnswerCourse.Progress.NotBegun)
        {
            var done = course.SelfNow is AnswerCourse.Progress.HandedIn;
            var answers = course.Self(required, random);
            if (!done) answers = [.. answers.Take(answers.Count / 2 + 1)];
            if (course.Claim is { } claimed)
                answers = [.. answers.Where(a => a.Ordinal != claimed), new(claimed, AnswerKind.ClaimedNotApplicable, null, "本職務目前未承辦相關業務。")];
            var id = Assess(member, Current, AssessmentSource.Self, member, done ? options.Today.AddDays(-4 - random.Next(35)) : null, answers);
            AttitudeRows(member, Current, random);
            if (done && course.Claim is { } ordinalOfClaim) claims.Add((AnswerId(id, ordinalOfClaim), catalog.Competencies[ordinalOfClaim]));
        }
        var rated = course.RatedNow && rater is not null;
        if (rated) Assess(member, Current, AssessmentSource.Supervisor, rater, options.Today.AddDays(-2 - random.Next(20)), course.Now(required, random, Comment));
        else if (course.DraftNow && rater is not null) Assess(member, Current, AssessmentSource.Supervisor, rater, null, [.. course.Now(required, random, Comment).Take(3)]);
        People.Add(new(member, rater, course.SelfNow is AnswerCourse.Progress.HandedIn, rated, claims));
    }

    /// <summary>The highest level that any appointment of the person needs, by ordinal.</summary>
    public int[] Required(DemoAgency.Member member)
    {
        var levels = new int[catalog.Length];
        foreach (var (_, seat) in member.Bearing)
        {
            if (seat.Tier is not { } tier) continue;
            for (var ordinal = 0; ordinal < levels.Length; ordinal++)
            {
                var own = seat.Line.Profile is { } key ? profiles.InForce(key).Columns[tier][ordinal].Level : null;
                levels[ordinal] = Math.Max(levels[ordinal], own ?? catalog.Defaults[tier][ordinal]);
            }
        }
        return levels;
    }

    /// <summary>Whom HR named where no head stands between the person and the head of the agency.</summary>
    public DemoAgency.Member? NamedRater(DemoAgency.Member member) =>
        member.Seat.Line.Unit > 0 && agency.Plan.Units[member.Seat.Line.Unit].Kind is UnitKind.Business ? agency.MemberOf("chief-secretary") : null;

    private void NoticeRows(DemoAgency.Member member, AnswerCourse course, DemoRandom random)
    {
        foreach (var round in (int[])[Oldest, LastYear, Current])
        {
            if (course.MissesNotice(round) || member.Since > days.Round(round).To) continue;
            var first = days.Round(round).From > member.Since ? days.Round(round).From : member.Since;
            Rows.Add(new NoticeDelivery
            {
                OrganizationId = agency.Id,
                Id = agency.IdOf("notice", $"{member.Key}/{round}"),
                PersonId = member.Id,
                RoundId = RoundId(round),
                NoticeVersion = 1,
                Method = random.Chance(12) ? NoticeMethod.Paper : NoticeMethod.ShownOnPage,
                DeliveredAt = At(first, random.Next(300)),
            });
        }
    }

    private Guid Assess(
        DemoAgency.Member member, int round, AssessmentSource source, DemoAgency.Member? rater, DateOnly? ratedOn, IReadOnlyList<AnswerCourse.Answer> answers)
    {
        var day = ratedOn ?? options.Today.AddDays(-2);
        var assessment = new Assessment
        {
            OrganizationId = agency.Id,
            Id = agency.IdOf("assessment", $"{member.Key}/{round}/{source}"),
            PersonId = member.Id,
            RoundId = RoundId(round),
            Source = source,
            RaterPersonId = source is AssessmentSource.Supervisor ? rater?.Id : null,
            FrameworkVersionId = catalog.VersionId,
            UnitId = agency.UnitId(member.Seat.Line.Unit),
            BegunAt = At(day.AddDays(-1)),
        };
        if (ratedOn is { } on) assessment.Submit(assessment.Revision, on, At(on, 60));
        Rows.Add(assessment);
        foreach (var answer in answers)
        {
            Rows.Add(new AssessmentAnswer
            {
                OrganizationId = agency.Id,
                Id = AnswerId(assessment.Id, answer.Ordinal),
                PersonId = member.Id,
                AssessmentId = assessment.Id,
                CompetencyId = catalog.Competencies[answer.Ordinal],
                Kind = answer.Kind,
                Level = answer.Level,
                Comment = answer.Comment,
                ChangedAt = At(day, 30),
            });
        }
        return assessment.Id;
    }

    /// <summary>Frequencies of the three behaviours of each attitude; a behaviour for which no occasion came up now and then.</summary>
    private void AttitudeRows(DemoAgency.Member member, int round, DemoRandom random)
    {
        if (!random.Chance(75)) return;
        var assessment = agency.IdOf("assessment", $"{member.Key}/{round}/{AssessmentSource.Self}");
        foreach (var (number, behavior) in catalog.Behaviors.Index())
        {
            var none = random.Chance(5);
            Rows.Add(new AttitudeAnswer
            {
                OrganizationId = agency.Id,
                Id = agency.IdOf("attitude-answer", $"{member.Key}/{round}/{number}"),
                PersonId = member.Id,
                AssessmentId = assessment,
                BehaviorId = behavior,
                Frequency = none ? null : 2 + random.Next(4),
                NoOpportunity = none,
                ChangedAt = At(days.Round(round).From.AddDays(5)),
            });
        }
    }

    private Guid AnswerId(Guid assessment, int ordinal) => agency.IdOf("answer", $"{assessment:N}/{ordinal}");
}
