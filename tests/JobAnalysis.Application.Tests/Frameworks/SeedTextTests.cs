using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Tests.Frameworks;

/// <summary>The delivered texts themselves: the official ones verbatim, ours by the rules they were written under.</summary>
public sealed partial class SeedTextTests : IAsyncLifetime
{
    private const string CustomersDocument = "../shared/data/seed/ai-competency-framework.zh-Hant.txt";

    /// <summary>Words of glossary.md and decisions.md 14 that our texts never use.</summary>
    private static readonly string[] Banned =
    [
        "崗位", "用戶", "信息", "質量", "默認", "激活", "導入", "導出", "保存", "登錄", "賬號", "審批", "覆蓋率", "匹配", "反饋", "通過", "項目", "發佈", "組織", "經理", "員工", "職位", "數據", "計劃",
        "考核", "考績", "評核", "獎懲", "陞任", "不適任", "不合格", "不及格", "落後",
    ];

    private static readonly string[] Vague = ["了解", "瞭解", "理解", "具備", "熟悉", "認識", "知道", "知悉", "掌握", "體認", "明白", "重視", "培養"];

    private TestDatabase database = null!;
    private NpgsqlDataSource dataSource = null!;

    public async ValueTask InitializeAsync()
    {
        database = await Databases.CloneSeededAsync();
        dataSource = NpgsqlDataSource.Create(database.OwnerConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await dataSource.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Rebuilds the whole document from the tables in its own order, and compares without white space: nothing is missing, added or mended.</summary>
    [Fact]
    public async Task The_official_text_is_the_document_verbatim()
    {
        var file = Path.Combine(RepositoryRoot(), CustomersDocument);
        Assert.SkipUnless(File.Exists(file), $"The customer's document is not at {CustomersDocument} beside the repository.");
        var bytes = await File.ReadAllBytesAsync(file);
        await using var db = Databases.Open(dataSource);
        var framework = await db.Frameworks.SingleAsync();
        var passages = await db.FrameworkPassages.OrderBy(p => p.DisplayOrder).ToListAsync();
        var statements = passages.Where(p => p.Kind is FrameworkPassageKind.Statement).Select(p => p.Text.ZhHant).ToArray();
        var editions = await db.CompetencyEditions.OrderBy(e => e.DisplayOrder).ToListAsync();
        var attitudes = await db.AttitudeEditions.OrderBy(a => a.DisplayOrder).ToListAsync();

        var text = new StringBuilder().Append(framework.Name.ZhHant).Append(framework.Subtitle.ZhHant).Append("框架三大目標：");
        foreach (var goal in passages.Where(p => p.Kind is FrameworkPassageKind.Goal)) text.Append('-').Append(goal.Title!.ZhHant).Append('：').Append(goal.Text.ZhHant);
        foreach (var category in await db.CompetencyCategories.OrderBy(c => c.DisplayOrder).ToListAsync())
            text.Append(category.Name.ZhHant).AppendJoin("", editions.Where(e => e.CategoryId == category.Id).Select(e => e.Name.ZhHant));
        text.Append("數位轉型態度").AppendJoin('、', attitudes.Select(a => a.Name.ZhHant)).AppendJoin("", statements[..3]);
        foreach (var edition in editions.OrderBy(e => e.Number, StringComparer.Ordinal))
            text.Append(edition.Number).Append(edition.Aliases.FirstOrDefault() ?? edition.Name.ZhHant).Append(Body(edition.NameAsPrinted, edition.Description.ZhHant, edition.Example.ZhHant));
        foreach (var attitude in attitudes) text.Append(attitude.Name.ZhHant).Append(Body(attitude.NameAsPrinted, attitude.Description.ZhHant, attitude.Example.ZhHant));
        foreach (var statement in statements[3..]) text.Append('-').Append(statement);

        Assert.Equal(WithoutSpace(Encoding.UTF8.GetString(bytes)), WithoutSpace(text.ToString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (await db.FrameworkVersions.SingleAsync()).SourceSha256);
    }

    [Fact]
    public async Task Every_competency_has_five_indicators_of_20_to_60_signs_and_none_is_like_another()
    {
        await using var db = Databases.Open(dataSource);
        var indicators = await db.BehavioralIndicators.OrderBy(i => i.CompetencyId).ThenBy(i => i.Rank).ToListAsync();

        Assert.Equal(14, indicators.Select(i => i.CompetencyId).Distinct().Count());
        Assert.All(indicators.GroupBy(i => i.CompetencyId), group => Assert.Equal([1, 2, 3, 4, 5], group.Select(i => i.Rank)));
        Assert.All(indicators, i => Assert.InRange(i.Text.ZhHant.Length, 20, 60));
        Assert.All(indicators, i => Assert.False(string.IsNullOrWhiteSpace(i.Text.En)));
        Assert.Equal(70, indicators.Select(i => LevelWords().Replace(i.Text.ZhHant, "")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(70, indicators.Select(i => i.Text.En).Distinct(StringComparer.Ordinal).Count());
        Assert.All(indicators, i => AssertObservable(i.Text.ZhHant));
    }

    /// <summary>Adjacent levels differ by their verb: each level has its own on one axis, and no text has the verb of a higher level.</summary>
    [Fact]
    public async Task Indicators_rise_on_one_axis_of_verbs()
    {
        string[] verbs = ["指出", "^依", "^獨立", "設計|指導|帶領|主持", "訂定"];
        await using var db = Databases.Open(dataSource);

        foreach (var indicator in await db.BehavioralIndicators.ToListAsync())
        {
            Assert.Matches(verbs[indicator.Rank - 1], indicator.Text.ZhHant);
            Assert.All(verbs[indicator.Rank..], higher => Assert.DoesNotMatch(higher, indicator.Text.ZhHant));
        }
    }

    [Fact]
    public async Task Every_attitude_has_three_observable_behaviors()
    {
        await using var db = Databases.Open(dataSource);
        var behaviors = await db.AttitudeBehaviors.OrderBy(b => b.AttitudeId).ThenBy(b => b.Number).ToListAsync();

        Assert.Equal(5, behaviors.Select(b => b.AttitudeId).Distinct().Count());
        Assert.All(behaviors.GroupBy(b => b.AttitudeId), group => Assert.Equal([1, 2, 3], group.Select(b => b.Number)));
        Assert.All(behaviors, b => Assert.InRange(b.Text.ZhHant.Length, 15, 45));
        Assert.All(behaviors, b => Assert.DoesNotMatch("我|過去六個月|經常|總是|有時|從未", b.Text.ZhHant));
        Assert.Equal(15, behaviors.Select(b => b.Text.ZhHant).Distinct(StringComparer.Ordinal).Count());
        Assert.All(behaviors, b => AssertObservable(b.Text.ZhHant));
    }

    [Fact]
    public async Task Our_own_texts_use_no_banned_word()
    {
        await using var db = Databases.Open(dataSource);
        string[] official = [.. (await db.CompetencyEditions.Select(e => e.Name.ZhHant).ToListAsync()), .. (await db.AttitudeEditions.Select(e => e.Name.ZhHant).ToListAsync())];
        List<string> texts =
        [
            .. await db.BehavioralIndicators.Select(i => i.Text.ZhHant).ToListAsync(),
            .. await db.AttitudeBehaviors.Select(b => b.Text.ZhHant).ToListAsync(),
            .. await db.TierDefaults.Select(d => d.Reason.ZhHant).ToListAsync(),
            .. await db.ScaleLevels.Select(l => l.Definition.ZhHant).ToListAsync(),
            .. await db.IcapReadings.Select(r => r.Note.ZhHant).ToListAsync(),
        ];

        Assert.Equal(70 + 15 + 42 + 11 + 5, texts.Count);
        foreach (var text in texts)
        {
            var own = official.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal));
            Assert.DoesNotContain(Banned, word => own.Contains(word, StringComparison.Ordinal));
        }
    }

    private static void AssertObservable(string text)
    {
        Assert.EndsWith("。", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Count(sign => sign == '。'));
        Assert.DoesNotContain(Vague, word => text.Contains(word, StringComparison.Ordinal));
        Assert.DoesNotMatch("第\\s*[0-9一二三四五]\\s*級|[0-9０-９]|等級|級別|職等", text);
    }

    private static string Body(string printed, string description, string example) => $"{printed}職能描述{description}應用情境例舉{example}";

    private static string WithoutSpace(string text) => Space().Replace(text.TrimStart('\uFEFF'), "");

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "JobAnalysis.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex("\\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();

    [GeneratedRegex("指出|依|獨立|設計|指導|帶領|主持|訂定|本機關|各單位|跨單位|[，。、]", RegexOptions.NonBacktracking)]
    private static partial Regex LevelWords();
}
