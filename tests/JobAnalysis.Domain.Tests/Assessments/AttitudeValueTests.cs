using CsCheck;
using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Domain.Tests.Assessments;

public class AttitudeValueTests
{
    private static readonly Gen<int?> Answer = Gen.Int[1, 5].Nullable(0.3);

    [Theory]
    [InlineData(1, 3, 5, 3)]
    [InlineData(5, 5, 1, 5)]
    [InlineData(2, null, 5, 2)]
    [InlineData(null, 4, 3, 3)]
    [InlineData(4, 4, null, 4)]
    [InlineData(4, null, null, null)]
    [InlineData(null, null, null, null)]
    public void It_is_the_median_and_of_two_the_lower(int? first, int? second, int? third, int? median) =>
        Assert.Equal(median, AttitudeValue.Median(first, second, third));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void A_frequency_outside_the_scale_is_refused(int frequency) =>
        Rule.Broken("assessments.frequency-outside-scale", () => AttitudeValue.Median(frequency, 3, 3));

    [Fact]
    public void It_is_always_a_frequency_that_was_chosen_whatever_the_order() => Gen.Select(Answer, Answer, Answer).Sample((a, b, c) =>
    {
        var median = AttitudeValue.Median(a, b, c);
        Assert.Equal(median, AttitudeValue.Median(c, a, b));
        Assert.Equal(median, AttitudeValue.Median(b, a, c));
        int?[] answered = [.. new[] { a, b, c }.Where(answer => answer is not null)];
        Assert.Equal(answered.Length >= 2, median is not null);
        if (median is not null) Assert.Contains(median, answered);
    }, iter: 2_000);
}
