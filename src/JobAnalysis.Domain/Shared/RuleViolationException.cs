using System.Globalization;

namespace JobAnalysis.Domain.Shared;

/// <summary>The one exception for a broken rule (style.md 8). One filter of the web layer turns it into the form's error summary or problem+json.</summary>
/// <param name="code">Key of the text in the resources, <c>area.thing</c> in lower-kebab.</param>
/// <param name="args">Values for the placeholders of that text, never personal names.</param>
public sealed class RuleViolationException(string code, params object[] args)
    : Exception(args.Length == 0 ? code : string.Create(CultureInfo.InvariantCulture, $"{code} ({string.Join(", ", args)})"))
{
    /// <summary>Key of the text in the resources.</summary>
    public string Code { get; } = code;

    /// <summary>Values for the placeholders {0}, {1}... of the text.</summary>
    public IReadOnlyList<object> Args { get; } = args;

    /// <summary>Field of the message that the rule is about, where one is; the error summary links to it.</summary>
    public string? Field { get; init; }
}
