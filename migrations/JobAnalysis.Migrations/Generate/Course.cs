using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Migrations.Generate;

/// <summary>Who was rated in what, in which round and when, and the level given: functions of person and item.</summary>
internal sealed class Course
{
    private readonly Nation nation;
    private readonly Seats seats;
    private readonly NationDays days;
    private readonly int[][] order;
    private readonly int[][] place;

    public Course(Nation nation, Seats seats)
    {
        (this.nation, this.seats, days) = (nation, seats, new(nation.Options.Today));
        order = [.. Enumerable.Range(0, NationDays.Rounds * 2).Select(half => nation.Random.Shuffled(Kind.Order, half, nation.People))];
        place = [.. order.Select(Places)];
    }

    /// <summary>How one item of one person went.</summary>
    /// <param name="Round">In which round somebody answered; 0: nobody ever did.</param>
    /// <param name="Own">The person's own level; null: gave none.</param>
    /// <param name="Rated">What the rater answered; <see cref="AnswerKind.NotAnswered"/>: nothing.</param>
    /// <param name="Level">The rater's level.</param>
    public readonly record struct Step(int Round, int? Own, AnswerKind Rated, int Level);

    /// <summary>All people in the order in which they handed in.</summary>
    public IReadOnlyList<int> Order(int round, AssessmentSource source) => order[Half(round, source)];

    public DateOnly DayOf(int person, int round, AssessmentSource source)
    {
        var at = place[Half(round, source)][person];
        return source is AssessmentSource.Self ? days.SelfOn(round, at, nation.People) : days.RatedOn(round, at, nation.People);
    }

    /// <summary>The rater of one person in ten has not begun this year: what he says is last year's.</summary>
    public bool IsRatedThisRound(int person) => nation.Random.Next(Kind.Course, person, 10) != 0;

    /// <summary>Every item of a person.</summary>
    public void Fill(Agency agency, int person, Span<Step> steps)
    {
        var seat = seats.OfPerson(agency, person - agency.FirstPerson);
        var rated = IsRatedThisRound(person);
        var hasRater = seat.Local != 0;
        for (var ordinal = 0; ordinal < steps.Length; ordinal++)
        {
            var bits = nation.Random.Bits(Kind.Drift, ((long)person * 32) + ordinal);
            var level = LevelOf((int)((bits >> 10) % 100), seats.RequiredLevel(seat.Profile, seat.Rule.Tier, ordinal));
            var own = Math.Clamp(level + ((bits >> 20) % 6) switch { 0 => -1, 1 or 2 => 1, _ => 0 }, 0, 5);
            var recent = rated && (bits >> 30) % 2 == 0 ? 3 : 2;
            steps[ordinal] = (bits % 1000) switch
            {
                < 30 => new(1, own, AnswerKind.Rated, level),
                < 55 => default,
                < 80 => new(recent, own, AnswerKind.NotAnswered, 0),
                < 110 => new(recent, own, AnswerKind.NotObserved, 0),
                _ => new(recent, own, AnswerKind.Rated, level),
            };
            if (!hasRater) steps[ordinal] = steps[ordinal] with { Rated = AnswerKind.NotAnswered };
        }
    }

    private static int Half(int round, AssessmentSource source) => ((round - 1) * 2) + (source is AssessmentSource.Self ? 0 : 1);

    private static int LevelOf(int draw, int required) => draw switch
    {
        < 52 => required,
        < 73 => Math.Max(0, required - 1),
        < 78 => Math.Max(0, required - 2),
        < 80 => 0,
        _ => Math.Min(5, required + 1),
    };

    private static int[] Places(int[] order)
    {
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++) places[order[i]] = i;
        return places;
    }
}
