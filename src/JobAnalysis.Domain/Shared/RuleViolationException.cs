namespace JobAnalysis.Domain.Shared;

/// <summary>A rule of the domain refuses what was asked. The code is the key of a sentence in the reader's language.</summary>
public sealed class RuleViolationException(string code, params object[] args) : Exception(code)
{
    /// <summary>Key of the sentence, for example <c>positions.effective-date-required</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Values for the placeholders of the sentence.</summary>
    public IReadOnlyList<object> Args { get; } = args;
}
