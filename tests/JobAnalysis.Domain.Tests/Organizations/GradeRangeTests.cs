using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Domain.Tests.Organizations;

public class GradeRangeTests
{
    [Theory]
    [InlineData(7, 9, "薦任第七職等至第九職等", "薦任7–9")]
    [InlineData(5, 7, "委任第五職等或薦任第六職等至第七職等", "委任5或薦任6–7")]
    [InlineData(4, 6, "委任第四職等至第五職等或薦任第六職等", "委任4–5或薦任6")]
    [InlineData(9, 10, "薦任第九職等或簡任第十職等", "薦任9或簡任10")]
    [InlineData(12, 12, "簡任第十二職等", "簡任12")]
    [InlineData(1, 1, "委任第一職等", "委任1")]
    [InlineData(14, 14, "簡任第十四職等", "簡任14")]
    [InlineData(10, 11, "簡任第十職等至第十一職等", "簡任10–11")]
    public void It_is_written_as_in_the_table_of_grades(int lowest, int highest, string text, string brief)
    {
        var range = new GradeRange(lowest, highest);
        Assert.Equal(text, range.Text);
        Assert.Equal(text, range.ToString());
        Assert.Equal(brief, range.ShortText);
    }

    [Theory]
    [InlineData(0, 1, "organizations.grade-outside-range")]
    [InlineData(14, 15, "organizations.grade-outside-range")]
    [InlineData(9, 7, "organizations.grades-reversed")]
    [InlineData(5, 8, "organizations.too-many-grades")]
    [InlineData(1, 14, "organizations.too-many-grades")]
    public void Only_one_to_three_adjoining_grades_are_a_range(int lowest, int highest, string code) =>
        Rule.Broken(code, () => _ = new GradeRange(lowest, highest));

    [Fact]
    public void Every_lawful_range_can_be_written_and_none_is_written_like_another()
    {
        var ranges = Enumerable.Range(1, 14)
            .SelectMany(low => Enumerable.Range(low, 3).Where(high => high <= 14).Select(high => new GradeRange(low, high)))
            .ToList();
        Assert.Equal(39, ranges.Count);
        Assert.Equal(39, ranges.Select(range => range.Text).Distinct().Count());
        Assert.Equal(39, ranges.Select(range => range.ShortText).Distinct().Count());
    }

    [Fact]
    public void Each_grade_belongs_to_one_rank()
    {
        Assert.All(Enumerable.Range(1, 5), grade => Assert.Equal(Rank.Delegated, GradeRange.RankOf(grade)));
        Assert.All(Enumerable.Range(6, 4), grade => Assert.Equal(Rank.Recommended, GradeRange.RankOf(grade)));
        Assert.All(Enumerable.Range(10, 5), grade => Assert.Equal(Rank.Selected, GradeRange.RankOf(grade)));
        Assert.Equal(Rank.Recommended, new GradeRange(5, 6).HighestRank);
        Assert.True(new GradeRange(5, 6).CrossesRank);
        Assert.False(new GradeRange(6, 8).CrossesRank);
        Rule.Broken("organizations.grade-outside-range", () => GradeRange.RankOf(15));
    }
}
