namespace JobAnalysis.Domain.Shared;

/// <summary>A text of the data (not of the interface): Chinese always, English where somebody wrote it.</summary>
/// <param name="ZhHant">Traditional Chinese, the binding text.</param>
/// <param name="En">English, or null when there is none.</param>
public sealed record LocalizedText(string ZhHant, string? En)
{
    /// <summary>The text for a reader of English or Chinese; a missing English text falls back to Chinese.</summary>
    public string For(bool english) => english && !string.IsNullOrWhiteSpace(En) ? En : ZhHant;
}
