using System.Globalization;

namespace JobAnalysis.Application.Assessments;

/// <summary>Order of Chinese names: strokes, as zh-Hant-TW-x-icu sorts in SQL.</summary>
internal static class Strokes
{
    public static StringComparer Order { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("zh-TW"), CompareOptions.None);
}
