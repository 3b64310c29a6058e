using CsCheck;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Tests.Assessments;

public class LevelTests
{
    [Fact]
    public void Rank_zero_is_a_rating_on_one_side_and_no_requirement_on_the_other()
    {
        Assert.True(new RatedLevel(0).IsBelowLevel1);
        Assert.Equal(RatedLevel.BelowLevel1, new RatedLevel(0));
        Assert.False(new RequiredLevel(0).IsRequired);
        Assert.Equal(RequiredLevel.NotRequired, new RequiredLevel(0));
        Assert.False(new RatedLevel(1).IsBelowLevel1);
        Assert.True(new RequiredLevel(1).IsRequired);
    }

    [Fact]
    public void The_two_types_cannot_be_assigned_to_each_other()
    {
        var conversions = typeof(RatedLevel).GetMethods().Concat(typeof(RequiredLevel).GetMethods()).Where(m => m.Name is "op_Implicit" or "op_Explicit");
        Assert.Empty(conversions);
        Assert.False(new RatedLevel(3).Equals((object)new RequiredLevel(3)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(21)]
    [InlineData(255)]
    [InlineData(256)]
    public void A_rank_outside_0_to_20_is_refused(int rank)
    {
        Rule.Broken("assessments.level-outside-scale", () => _ = new RatedLevel(rank));
        Rule.Broken("assessments.level-outside-scale", () => _ = new RequiredLevel(rank));
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("３", 3)]
    [InlineData(" 5 ", 5)]
    [InlineData("0", 0)]
    [InlineData("05", 5)]
    public void Digits_are_read_also_full_width(string typed, int rank)
    {
        Assert.Equal(rank, RatedLevel.Read(typed, 5).Rank);
        Assert.Equal(rank, RequiredLevel.Read(typed, 5).Rank);
    }

    [Theory]
    [InlineData("3.7")]
    [InlineData("-0")]
    [InlineData("+3")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("三")]
    [InlineData("٣")]
    [InlineData("100")]
    [InlineData("3\0")]
    public void What_is_no_level_is_refused(string? typed)
    {
        Rule.Broken("assessments.level-unreadable", () => RatedLevel.Read(typed, 5));
        Rule.Broken("assessments.level-unreadable", () => RequiredLevel.Read(typed, 5));
    }

    [Fact]
    public void Level_6_on_a_scale_of_5_is_refused_with_the_top_of_the_scale()
    {
        var broken = Rule.Broken("assessments.level-outside-scale", () => RatedLevel.Read("6", 5));
        Assert.Equal([6, 5], broken.Args);
        Assert.Equal(6, RatedLevel.Read("6", 6).Rank);
    }

    [Fact]
    public void Any_text_is_a_rank_of_the_scale_or_refused() => Gen.String[Gen.OneOf(Gen.Char, Gen.Char["0123456789５ "]), 0, 4].Sample(typed =>
    {
        try
        {
            Assert.InRange(RatedLevel.Read(typed, 5).Rank, 0, 5);
        }
        catch (RuleViolationException broken)
        {
            Assert.StartsWith("assessments.level-", broken.Code, StringComparison.Ordinal);
        }
    }, iter: 10_000);
}
