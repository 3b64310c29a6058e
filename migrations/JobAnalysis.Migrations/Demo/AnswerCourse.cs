using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Migrations.Demo;

/// <summary>
/// How one person stands against what is required, and in which rounds that was said. One sign for each ordinal: = met, + one above, 1 or 2 below,
/// 0 未達第1級, x said only two years ago (已逾期 or 將到期), ? never said, n 無法觀察.
/// </summary>
internal sealed class AnswerCourse
{
    /// <summary>The team of the demo's unit head, drawn by hand so that its page shows every state (mock/team.png).</summary>
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["app-head"] = "=x==+2===0=1=1",
        ["app-2"] = "===1=====0=+==",
        ["app-3"] = "=1?======x+==",
        ["app-4"] = "=1+==2==x==?==",
        ["app-5"] = "11+n1====+=x==",
        ["app-6"] = "+1=?=1==+===1=",
        ["app-7"] = "===x2=1===+==+",
        ["app-8"] = "=12+=20==1==x1",
    };

    private static readonly string[] RatedThisRound = ["app-2", "app-3", "app-7"];
    private static readonly string[] SelfOutstanding = ["app-head", "app-8"];

    private readonly string signs;
    private readonly int missedNotice;

    private AnswerCourse(string signs, int missedNotice) => (this.signs, this.missedNotice) = (signs, missedNotice);

    public enum Progress { NotBegun, Draft, HandedIn }

    /// <param name="Ordinal">Which competency.</param>
    /// <param name="Kind">What kind of answer.</param>
    /// <param name="Level">With a rating.</param>
    /// <param name="Comment">A rater's reason.</param>
    public sealed record Answer(int Ordinal, AnswerKind Kind, int? Level, string? Comment);

    public DateOnly? OldestRatedOn { get; private init; }

    public bool RatedLastYear { get; private init; }

    public Progress SelfNow { get; private init; }

    public bool RatedNow { get; private init; }

    public bool DraftNow { get; private init; }

    /// <summary>A test with its level: a floor below the rater's.</summary>
    public (int Ordinal, int Level)? Test { get; private init; }

    /// <summary>The ordinal the person claims to be 不適用.</summary>
    public int? Claim { get; private init; }

    /// <summary>Did the notice of this round never reach the person? What was answered in it is stored and not used.</summary>
    public bool MissesNotice(int round) => round == missedNotice;

    public static AnswerCourse Of(DemoAgency.Member member, int[] required, DemoRandom random, DateOnly today)
    {
        var handle = member.Seat.Line.Value("id") ?? "";
        var scripted = Scripts.TryGetValue(handle, out var script);
        var hired = member.Since > today.AddMonths(-14);
        var old = scripted || (!hired && random.Chance(35));
        var expired = scripted || random.Chance(60);
        int[] needed = [.. Enumerable.Range(0, required.Length).Where(o => required[o] > 0)];
        var dice = random.Next(100);
        var self = scripted ? (Array.IndexOf(SelfOutstanding, handle) >= 0 ? Progress.Draft : Progress.HandedIn)
            : dice < 55 ? Progress.HandedIn : dice < 72 ? Progress.Draft : Progress.NotBegun;
        var ratedNow = scripted ? Array.IndexOf(RatedThisRound, handle) >= 0 : self is Progress.HandedIn && random.Chance(50);
        var notice = random.Next(100);
        return new((script ?? Draw(required.Length, random, old)).PadRight(required.Length, '='), scripted ? 0 : notice < 4 ? RoundRows.LastYear : notice < 8 ? RoundRows.Current : 0)
        {
            OldestRatedOn = old ? today.AddMonths(expired ? -25 : -23).AddDays(-random.Next(10)) : null,
            RatedLastYear = scripted || (!hired && random.Chance(88)),
            SelfNow = notice is >= 4 and < 8 && !scripted ? Progress.NotBegun : self,
            RatedNow = ratedNow,
            DraftNow = handle == "app-4" || (!ratedNow && self is Progress.HandedIn && random.Chance(10)),
            Test = !scripted && needed.Length > 0 && random.Chance(5) && random.Pick(needed) is var tested ? (tested, Math.Min(5, required[tested] + random.Next(2))) : null,
            Claim = handle == "app-6" ? 4 : !scripted && needed.Length > 0 && random.Chance(4) ? random.Pick(needed) : null,
        };
    }

    /// <summary>What the rater said two years ago: a level lower in places, since people learn.</summary>
    public IReadOnlyList<Answer> Old(int[] required) =>
        [.. Rated(required).Select(o => new Answer(o, AnswerKind.Rated, signs[o] == 'x' ? required[o] : Math.Max(0, LevelOf(o, required[o]) - 1), null))];

    /// <summary>Last year: everything said up to then but what was not said again.</summary>
    public IReadOnlyList<Answer> LastYear(int[] required, DemoRandom random) =>
        [.. Rated(required).Where(o => signs[o] != 'x').Select(o => new Answer(o, AnswerKind.Rated, Earlier(LevelOf(o, required[o]), random), null)), .. NotObserved(required)];

    /// <summary>This round.</summary>
    public IReadOnlyList<Answer> Now(int[] required, DemoRandom random, string reason) =>
    [
        .. Rated(required).Where(o => signs[o] != 'x')
            .Select(o => new Answer(o, AnswerKind.Rated, LevelOf(o, required[o]), Test?.Ordinal == o && random.Chance(50) ? reason : null)),
        .. NotObserved(required),
    ];

    /// <summary>People see themselves as their rater does, or a level higher or lower.</summary>
    public IReadOnlyList<Answer> Self(int[] required, DemoRandom random) =>
    [
        .. from ordinal in Enumerable.Range(0, required.Length)
           where required[ordinal] > 0 && !random.Chance(4)
           let drift = random.Next(6) switch { 0 => -1, 1 or 2 => 1, _ => 0 }
           select new Answer(ordinal, AnswerKind.Rated, Math.Clamp(LevelOf(ordinal, required[ordinal]) + drift, 0, 5), null),
    ];

    private IEnumerable<int> Rated(int[] required) => Enumerable.Range(0, required.Length).Where(o => required[o] > 0 && signs[o] is not '?' and not 'n');

    private IEnumerable<Answer> NotObserved(int[] required) =>
        Enumerable.Range(0, required.Length).Where(o => required[o] > 0 && signs[o] == 'n').Select(o => new Answer(o, AnswerKind.NotObserved, null, null));

    /// <summary>Before the present rating: the same, seldom a level lower. Without a rating in this round it is the last word.</summary>
    private int Earlier(int level, DemoRandom random) => RatedNow && random.Chance(25) ? Math.Max(0, level - 1) : level;

    private int LevelOf(int ordinal, int required) => signs[ordinal] switch
    {
        '+' => Math.Min(5, required + 1),
        '1' => required - 1,
        '2' => Math.Max(0, required - 2),
        '0' => 0,
        _ => required,
    };

    private static string Draw(int length, DemoRandom random, bool old) => string.Create(length, (random, old), static (signs, given) =>
    {
        for (var i = 0; i < signs.Length; i++)
        {
            signs[i] = given.random.Next(100) switch
            {
                < 50 => '=',
                < 71 => '1',
                < 76 => '2',
                < 78 => '0',
                < 90 => '+',
                < 94 => given.old ? 'x' : '=',
                < 98 => '?',
                _ => 'n',
            };
        }
    });
}
