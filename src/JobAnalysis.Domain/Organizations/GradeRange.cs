using System.Globalization;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Organizations;

/// <summary>職務列等: one to three adjoining 職等 of a position (公務人員任用法 §6); it may cross 官等.</summary>
public sealed record GradeRange
{
    /// <summary>第十四職等.</summary>
    public const int HighestGrade = 14;

    private const int MostGrades = 3;

    private static readonly string[] Numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"];

    /// <param name="lowest">1 to 14.</param>
    /// <param name="highest">1 to 14, at most two above <paramref name="lowest"/>.</param>
    /// <exception cref="RuleViolationException">
    /// <c>organizations.grade-outside-range</c> (grade, 14), <c>organizations.grades-reversed</c> (lowest, highest),
    /// <c>organizations.too-many-grades</c> (number, 3).
    /// </exception>
    public GradeRange(int lowest, int highest)
    {
        (Lowest, Highest) = (CheckGrade(lowest), CheckGrade(highest));
        if (highest < lowest) throw new RuleViolationException("organizations.grades-reversed", lowest, highest);
        if (highest - lowest >= MostGrades) throw new RuleViolationException("organizations.too-many-grades", highest - lowest + 1, MostGrades);
    }

    /// <summary>Lowest 職等.</summary>
    public int Lowest { get; }

    /// <summary>Highest 職等, the input of the tier rule.</summary>
    public int Highest { get; }

    /// <summary>官等 of the highest grade.</summary>
    public Rank HighestRank => RankOf(Highest);

    /// <summary>Does the range cross 官等 (委任第五職等或薦任第六職等)?</summary>
    public bool CrossesRank => RankOf(Lowest) != HighestRank;

    /// <summary>「薦任第七職等至第九職等」, 「委任第五職等或薦任第六職等至第七職等」, 「簡任第十二職等」.</summary>
    public string Text => Join("或", Words);

    /// <summary>「薦任7–9」, 「委任5或薦任6–7」: for narrow columns.</summary>
    public string ShortText => Join("或", Digits);

    /// <summary>官等 of a grade.</summary>
    /// <exception cref="RuleViolationException"><c>organizations.grade-outside-range</c> (grade, 14).</exception>
    public static Rank RankOf(int grade) => CheckGrade(grade) switch
    {
        <= 5 => Rank.Delegated,
        <= 9 => Rank.Recommended,
        _ => Rank.Selected,
    };

    /// <summary>委任, 薦任 or 簡任.</summary>
    public static string NameOf(Rank rank) => rank switch
    {
        Rank.Delegated => "委任",
        Rank.Recommended => "薦任",
        _ => "簡任",
    };

    /// <summary>The <see cref="Text"/>.</summary>
    public override string ToString() => Text;

    private static int CheckGrade(int grade) => grade is < 1 or > HighestGrade
        ? throw new RuleViolationException("organizations.grade-outside-range", grade, HighestGrade)
        : grade;

    private static string Words(int lowest, int highest) => NameOf(RankOf(lowest)) + (lowest == highest
        ? $"第{Numerals[lowest - 1]}職等"
        : $"第{Numerals[lowest - 1]}職等至第{Numerals[highest - 1]}職等");

    private static string Digits(int lowest, int highest) => NameOf(RankOf(lowest)) + (lowest == highest
        ? lowest.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{lowest}–{highest}"));

    /// <summary>At most three adjoining grades cross at most one border.</summary>
    private string Join(string or, Func<int, int, string> write)
    {
        if (!CrossesRank) return write(Lowest, Highest);
        var lastBelow = Lowest;
        while (RankOf(lastBelow + 1) == RankOf(Lowest)) lastBelow++;
        return write(Lowest, lastBelow) + or + write(lastBelow + 1, Highest);
    }
}
