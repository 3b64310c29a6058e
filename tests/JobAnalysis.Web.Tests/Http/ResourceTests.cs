using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace JobAnalysis.Web.Tests.Http;

public sealed partial class ResourceTests
{
    public static TheoryData<string> Areas =>
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Web, "Resources"), "*Text.resx").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Chinese_and_English_have_the_same_keys_and_placeholders(string area)
    {
        var chinese = Read(area + ".resx");
        var english = Read(area + ".en.resx");

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(chinese, pair => Assert.Equal(Placeholders(pair.Value), Placeholders(english[pair.Key])));
        Assert.All(chinese.Concat(english), pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), pair.Key));
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void A_key_begins_with_the_area_of_its_file_and_is_lower_kebab(string area)
    {
        var first = area[..^"Text".Length].ToLowerInvariant();
        Assert.All(Read(area + ".resx").Keys, key => Assert.Matches($"^{first}(\\.[a-z0-9]+(-[a-z0-9]+)*)+$", key));
    }

    [Fact]
    public void Every_key_that_a_page_or_class_uses_exists()
    {
        var known = Areas.SelectMany(row => Read(row.Data + ".resx").Keys).ToHashSet(StringComparer.Ordinal);
        var used = from file in SourceTree.Files("*.cshtml").Concat(SourceTree.Files("*.cs"))
                   from Match match in UsedKey().Matches(File.ReadAllText(file))
                   select (File: Path.GetFileName(file), Key: match.Groups["key"].Value);
        var list = used.ToList();

        Assert.True(list.Count > 100);
        Assert.Equal([], list.Where(use => !known.Contains(use.Key)).Select(use => $"{use.File}: {use.Key}"));
    }

    [Fact]
    public void Every_rule_of_Domain_and_Application_has_a_sentence()
    {
        var known = Areas.SelectMany(row => Read(row.Data + ".resx").Keys).ToHashSet(StringComparer.Ordinal);
        var codes = from project in new[] { "JobAnalysis.Domain", "JobAnalysis.Application" }
                    from file in Directory.EnumerateFiles(Path.Combine(SourceTree.Web, "..", project), "*.cs", SearchOption.AllDirectories)
                    where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    from Match match in RuleCode().Matches(File.ReadAllText(file))
                    select match.Groups["key"].Value;
        var list = codes.Distinct().ToList();

        Assert.True(list.Count > 40);
        Assert.Equal([], list.Where(code => !known.Contains(code)));
    }

    [Fact]
    public void Words_that_the_product_does_not_use_appear_nowhere()
    {
        string[] banned = ["不適任", "不合格", "不及格", "落後", "崗位", "用戶", "信息", "質量", "默認", "激活", "導入", "導出", "保存", "登錄", "賬號", "審批", "覆蓋率", "匹配", "反饋", "發佈", "員工", "職位", "經理"];
        var faults = from area in Areas from pair in Read(area.Data + ".resx") from word in banned where pair.Value.Contains(word, StringComparison.Ordinal) select $"{pair.Key}: {word}";
        Assert.Empty(faults);
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(SourceTree.Web, "Resources", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("(?:RuleViolationException|WithErrorCode)\\(\\s*\"(?<key>[a-z]+(?:\\.[a-z0-9-]+)+)\"", RegexOptions.None, 5000)]
    private static partial Regex RuleCode();

    // Any quoted word with the shape of a key of one of the areas; prefixes of keys end in "-", interpolated keys end in '{' and are left to their own tests.
    [GeneratedRegex("""(?<!\$)"(?<key>(?:common|account|home|frameworks|positions|assessments|gaps|organizations)(?:\.[a-z0-9-]*[a-z0-9])+)"(?!\s*/>)""", RegexOptions.None, 5000)]
    private static partial Regex UsedKey();

    [GeneratedRegex("""\{\d+""", RegexOptions.None, 5000)]
    private static partial Regex Placeholder();
}
