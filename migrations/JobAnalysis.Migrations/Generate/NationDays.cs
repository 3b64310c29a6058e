namespace JobAnalysis.Migrations.Generate;

/// <summary>Days of the nation, all counted from its today. Three rounds, each in two halves: first everybody's own answers, then the raters'.</summary>
internal sealed record NationDays(DateOnly Today)
{
    public const int Rounds = 3;

    /// <summary>Days of a round on which people answer, and after them those on which raters do.</summary>
    private const int SelfDays = 40;
    private const int RaterDays = 15;

    public static readonly DateOnly Beginning = new(2015, 1, 1);

    public static readonly DateOnly FirstTierRule = new(2020, 1, 1);

    public DateOnly Adopted => Today.AddMonths(-29);

    /// <summary>1: so old that its levels have expired; 2: last year's; 3: the current one.</summary>
    public DateOnly RoundFrom(int round) => round switch { 1 => Today.AddMonths(-27), 2 => Today.AddMonths(-14), _ => Today.AddDays(-60) };

    public DateOnly RoundTo(int round) => round == 3 ? Today.AddDays(30) : RoundFrom(round).AddDays(SelfDays + RaterDays + 5);

    /// <summary>The day on which the n-th of all hands in.</summary>
    public DateOnly SelfOn(int round, int place, int of) => RoundFrom(round).AddDays((int)((long)place * SelfDays / of));

    public DateOnly RatedOn(int round, int place, int of) => RoundFrom(round).AddDays(SelfDays + 1 + (int)((long)place * (RaterDays - 1) / of));

    /// <summary>10:00 in Taipei.</summary>
    public static DateTimeOffset At(DateOnly day, int minutes = 0) => new(day.ToDateTime(new TimeOnly(2, 0)).AddMinutes(minutes), TimeSpan.Zero);
}
