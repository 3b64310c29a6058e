using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Assessments;

/// <summary>Value of a 數位轉型態度 from the frequency of its three behaviours (decisions 9). Never in gaps, targets or team pages.</summary>
public static class AttitudeValue
{
    /// <summary>總是, the highest rank of the frequency scale; 從未 is 1.</summary>
    public const int HighestFrequency = 5;

    /// <summary>
    /// Median of the answered behaviours, null with fewer than two. With two answers it is the lower one: a median must be a frequency that the person
    /// chose, and of two the cautious one is taken.
    /// </summary>
    /// <param name="first">1 (從未) to 5 (總是); null when not answered or 無機會, which both do not count.</param>
    /// <param name="second">As <paramref name="first"/>.</param>
    /// <param name="third">As <paramref name="first"/>.</param>
    /// <exception cref="RuleViolationException"><c>assessments.frequency-outside-scale</c> (value, 5).</exception>
    public static int? Median(int? first, int? second, int? third)
    {
        Span<int> answered = stackalloc int[3];
        var count = 0;
        foreach (var answer in (ReadOnlySpan<int?>)[first, second, third])
        {
            if (answer is not { } frequency) continue;
            if (frequency is < 1 or > HighestFrequency) throw new RuleViolationException("assessments.frequency-outside-scale", frequency, HighestFrequency);
            answered[count++] = frequency;
        }
        if (count < 2) return null;
        answered[..count].Sort();
        return answered[(count - 1) / 2];
    }
}
