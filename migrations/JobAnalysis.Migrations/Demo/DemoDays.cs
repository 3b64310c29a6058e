using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Migrations.Demo;

/// <summary>Days of the demo, all counted from its today.</summary>
internal sealed record DemoDays(DateOnly Today)
{
    /// <summary>Agencies, units and positions exist from here.</summary>
    public static readonly DateOnly Beginning = new(2015, 1, 1);

    /// <summary>System tier rules begin here; earlier days have no tier.</summary>
    public static readonly DateOnly FirstTierRule = new(2020, 1, 1);

    /// <summary>Adoption of framework and tier defaults: before the oldest round.</summary>
    public DateOnly Adopted => FirstOfMonth(Today.AddMonths(-29));

    public DateOnly FirstVersion => new(Today.Year - 1, 1, 1);

    public DateOnly SecondVersion => FirstOfMonth(Today.AddMonths(-4));

    /// <summary>Three rounds: old enough for expired ratings, last year's, this year's.</summary>
    public (DateOnly From, DateOnly To) Round(int number) => number switch
    {
        1 => (Today.AddMonths(-27), Today.AddMonths(-22)),
        2 => (Today.AddDays(-50).AddMonths(-12), Today.AddDays(40).AddMonths(-12)),
        _ => (Today.AddDays(-50), Today.AddDays(25)),
    };

    public static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>民國115年 for the words of names and letters.</summary>
    public static int TaiwanYear(DateOnly day) => day.Year - 1911;

    /// <summary>10:00 in Taipei on a day, for recorded time.</summary>
    public static DateTimeOffset At(DateOnly day, int minutes = 0) => new(day.ToDateTime(new TimeOnly(2, 0)).AddMinutes(minutes), TimeSpan.Zero);

    /// <summary>A document number as a personnel office writes it.</summary>
    public static string Letter(string word, DateOnly day, int number) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{word}字第{TaiwanYear(day)}{number:0000000}號");

    public static LocalizedText RoundName(DateOnly from) => new($"{TaiwanYear(from)}年度職能盤點", $"Competency assessment round {from.Year}");
}
