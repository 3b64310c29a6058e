using System.Text.Json;

namespace JobAnalysis.Migrations.Seed;

/// <summary>The two delivered files, as they are written. Names end in Zh and En; the builders join them.</summary>
internal static class SeedFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static FrameworkFile ReadFramework() => Read<FrameworkFile>("ai-competency-framework.v1.json");

    public static SuggestedFile ReadSuggested() => Read<SuggestedFile>("suggested-content.v1.json");

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(EmbeddedText.Read(name), Options) ?? throw new InvalidOperationException($"{name} is empty.");
}

/// <summary>Official text.</summary>
internal sealed record FrameworkFile(
    string Key, string NameZh, string NameEn, string SubtitleZh, string SubtitleEn, int Version, bool EnglishIsTranslation, string EnglishNoteZh, string EnglishNoteEn,
    FrameworkFile.SourceDocument Source, FrameworkFile.Goal[] Goals, string[] StatementsZh, string[] StatementsEn,
    FrameworkFile.Category[] Categories, FrameworkFile.Item[] Competencies, FrameworkFile.Item[] Attitudes, FrameworkFile.Warning[] Warnings)
{
    public sealed record SourceDocument(string DocumentNameZh, string Sha256, string NoteZh);

    public sealed record Goal(string TitleZh, string TitleEn, string TextZh, string TextEn);

    public sealed record Category(string Key, string NameZh, string NameEn, string[] Competencies);

    public sealed record Item(
        string Key, int Ordinal, string? Number, string? CategoryKey, string NameZh, string NameEn, string DisplayNameEn,
        string DescriptionZh, string DescriptionEn, string ExampleZh, string ExampleEn, string[]? AliasesZh, string[]? SearchAliasesZh);

    public sealed record Warning(string Code, string[] SubjectKeys, string TextZh, string TextEn);
}

/// <summary>機關自訂・建議稿: never official text.</summary>
internal sealed record SuggestedFile(
    int Version, SuggestedFile.ScaleText Scale, SuggestedFile.Icap IcapReading, SuggestedFile.Frequency FrequencyScale,
    SuggestedFile.IndicatorList Indicators, SuggestedFile.BehaviorList AttitudeBehaviors, SuggestedFile.DefaultList TierDefaults)
{
    public sealed record ScaleText(string Key, string NameZh, string NameEn, string NoteZh, string NoteEn, Level[] Levels);

    public sealed record Level(
        int Rank, string LabelZh, string LabelEn, string DefinitionZh, string DefinitionEn, string? TaskDifficultyZh, string? TaskDifficultyEn,
        string? GuidanceZh, string? GuidanceEn, string? InfluenceZh, string? InfluenceEn);

    public sealed record Icap(string SentenceZh, string SentenceEn, string SourceNoteZh, string SourceNoteEn, IcapRow[] Rows);

    public sealed record IcapRow(int Rank, int[] IcapLevels, IcapQuote[] IcapWording, string GuidanceZh, string GuidanceEn);

    public sealed record IcapQuote(int IcapLevel, string QuoteZh, string QuoteEn);

    public sealed record Frequency(string Key, string NameZh, string NameEn, string ReferencePeriodZh, string ReferencePeriodEn, Level[] Levels, NoOpportunityText NoOpportunity);

    public sealed record NoOpportunityText(string DefinitionZh, string DefinitionEn);

    public sealed record IndicatorList(Indicator[] Items);

    public sealed record Indicator(string CompetencyKey, int Rank, string TextZh, string TextEn);

    public sealed record BehaviorList(BehaviorsOfAttitude[] Items);

    public sealed record BehaviorsOfAttitude(string AttitudeKey, Behavior[] Behaviors, string? NoteZh, string? NoteEn);

    public sealed record Behavior(int Ordinal, string TextZh, string TextEn);

    public sealed record DefaultList(string NoteZh, string NoteEn, DefaultLevel[] Items);

    public sealed record DefaultLevel(string CompetencyKey, string Tier, int Level, string ReasonZh, string ReasonEn);
}
