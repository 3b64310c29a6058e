using System.Text;
using CsCheck;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Tests.Shared;

public class CleanTextTests
{
    [Theory]
    [InlineData("瓦歷斯·諾幹")]
    [InlineData("瓦歷斯‧諾幹")]
    [InlineData("𠮷田 𡘙")]
    [InlineData("\U00030000")]
    [InlineData("\uE000")]
    [InlineData("葛\U000E0100")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{{7*7}} ${jndi:x} \"><img onerror>")]
    [InlineData("👨🏻‍👩🏻‍👧🏻‍👦🏻 👩‍💻 ❤️‍🔥")]
    [InlineData("e\u0301")]
    [InlineData("王")]
    public void Rare_signs_markup_and_emoji_are_kept_as_typed(string typed) => Assert.Equal(typed, CleanText.Required(typed, 50));

    [Fact]
    public void Length_is_counted_in_what_a_reader_sees()
    {
        Assert.Equal(3, CleanText.Length("👨‍👩‍👧‍👦𠮷e\u0301"));
        Assert.Equal("👨‍👩‍👧‍👦𠮷e\u0301", CleanText.Required("👨‍👩‍👧‍👦𠮷e\u0301", 3));
        var broken = Rule.Broken("common.text-too-long", () => CleanText.Required("👨‍👩‍👧‍👦𠮷e\u0301", 2));
        Assert.Equal([2, 3], broken.Args);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n　\u00A0")]
    [InlineData("\u200B\uFEFF \u3164")]
    public void Nothing_visible_is_nothing(string? typed)
    {
        Assert.Null(CleanText.Optional(typed, 10));
        Rule.Broken("common.text-required", () => CleanText.Required(typed, 10));
    }

    [Theory]
    [InlineData("  王小明　")]
    [InlineData("\uFEFF王小明")]
    [InlineData("\u200E王小明\u202C\u200B")]
    public void Spaces_and_invisible_signs_at_the_ends_are_taken_off(string typed) => Assert.Equal("王小明", CleanText.Required(typed, 3));

    [Theory]
    [InlineData("王\u200B小明", "U+200B", 2)]
    [InlineData("王小\u202E明", "U+202E", 3)]
    [InlineData("王\uFEFF明", "U+FEFF", 2)]
    [InlineData("王\u2066明", "U+2066", 2)]
    [InlineData("王\u200D明", "U+200D", 2)]
    [InlineData("王\u3164明", "U+3164", 2)]
    [InlineData("王\u0007明", "U+0007", 2)]
    [InlineData("王\uFFFF明", "U+FFFF", 2)]
    [InlineData("𠮷\U000E0041明", "U+E0041", 3)]
    public void An_invisible_sign_inside_is_refused_and_named(string typed, string codePoint, int position)
    {
        var broken = Rule.Broken("common.text-invisible", () => CleanText.Required(typed, 50));
        Assert.Equal([codePoint, position], broken.Args);
    }

    [Theory]
    [InlineData("a\0b", "common.text-nul")]
    [InlineData("ab\0", "common.text-nul")]
    [InlineData("a\uFFFDb", "common.text-broken")]
    [InlineData("a\nb", "common.text-line-break")]
    [InlineData("a\u2028b", "common.text-line-break")]
    public void Broken_text_and_line_breaks_in_a_line_are_refused(string typed, string code) =>
        Rule.Broken(code, () => CleanText.Required(typed, 50));

    [Fact]
    public void Lone_surrogates_are_refused_wherever_they_stand()
    {
        foreach (var typed in new[] { "a\uD800", "\uDC00a", "\uD842\uD842\uDFB7", "a\uDFB7\uD842b" })
            Rule.Broken("common.text-broken", () => CleanText.Required(typed, 50));
    }

    [Fact]
    public void A_paragraph_keeps_its_line_breaks() => Assert.Equal("一\r\n\t二\n三", CleanText.Required("一\r\n\t二\n三\n", 50, multiline: true));

    [Fact]
    public void A_stack_of_combining_marks_is_refused_with_the_limit()
    {
        var broken = Rule.Broken("common.text-stacked", () => CleanText.Required("a" + new string('\u0301', 500), 50));
        Assert.Equal([CleanText.LargestElement], broken.Args);
        Assert.Equal("a\u0301\u0302", CleanText.Required("a\u0301\u0302", 1));
    }

    [Fact]
    public void Composed_and_decomposed_text_compare_equal_and_are_stored_as_typed()
    {
        Assert.NotEqual("é", CleanText.Required("e\u0301", 5));
        Assert.Equal(CleanText.ForComparison("é"), CleanText.ForComparison("e\u0301"));
        Assert.NotEqual(CleanText.ForComparison("台"), CleanText.ForComparison("臺"));
    }

    [Theory]
    [InlineData("臺北市政府", "台北市政府")]
    [InlineData("ＡＩ／ＭＬ", "ai/ml")]
    [InlineData("瓦歷斯·諾幹", "瓦歷斯‧諾幹")]
    [InlineData("瓦歷斯・諾幹", "瓦歷斯諾幹")]
    [InlineData("瓦歷斯･諾幹", "瓦歷斯 • 諾幹")]
    [InlineData("e\u0301", "É")]
    [InlineData("ｶﾞ", "ガ")]
    [InlineData("陳　怡君", "陳怡君")]
    [InlineData("Data  Use", "data use")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("\u200B王", "王")]
    public void Spellings_of_one_name_are_equal_for_search(string one, string other) =>
        Assert.Equal(CleanText.ForSearch(one), CleanText.ForSearch(other));

    [Theory]
    [InlineData("data use", "datause")]
    [InlineData("王小明", "王大明")]
    [InlineData("𠮷", "吉")]
    public void Different_names_stay_different_for_search(string one, string other) =>
        Assert.NotEqual(CleanText.ForSearch(one), CleanText.ForSearch(other));

    [Fact]
    public void Folding_for_search_is_total_and_folding_twice_changes_nothing() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["臺台·‧・ ａAİßﬁｶﾞe\u0301\u0307\u200B\uD842\uDFB7\uFE0F각\u1100\u1161"]), 0, 12].Sample(
            text =>
            {
                var once = CleanText.ForSearch(text);
                Assert.Equal(once, CleanText.ForSearch(once));
            },
            iter: 50_000);

    [Fact]
    public void Whatever_is_accepted_can_be_stored_and_is_accepted_again() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["王e\u0301\u0302 \0\n\u200B\u200D\uD842\uDFB7👩💻\uFE0F"]), 0, 12].Sample(
            typed =>
            {
                string? text;
                try
                {
                    text = CleanText.Optional(typed, 8);
                }
                catch (RuleViolationException broken)
                {
                    Assert.StartsWith("common.text-", broken.Code, StringComparison.Ordinal);
                    return;
                }
                if (text is null) return;
                Assert.DoesNotContain('\0', text);
                Assert.Equal(text, new UTF8Encoding(false, true).GetString(new UTF8Encoding(false, true).GetBytes(text)));
                Assert.InRange(CleanText.Length(text), 1, 8);
                Assert.Equal(text, CleanText.Required(text, 8));
            },
            iter: 50_000);

    [Fact]
    public void Ten_megabytes_are_refused_quickly()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Rule.Broken("common.text-too-long", () => CleanText.Required(new string('字', 5_000_000), 500));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000);
    }
}
