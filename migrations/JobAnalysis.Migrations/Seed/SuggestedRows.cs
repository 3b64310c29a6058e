using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Migrations.Seed;

/// <summary>Rows of the suggested content: scales, indicators, behaviours, tier defaults. All 機關自訂・建議稿, without an owner agency.</summary>
internal sealed class SuggestedRows(SuggestedFile file, FrameworkRows framework)
{
    public Guid ProficiencyScaleId => ScaleId(file.Scale.Key);

    public Guid FrequencyScaleId => ScaleId(file.FrequencyScale.Key);

    public Guid TierDefaultSetId => StableId.Of($"tier-default-set/{file.Version}");

    public IEnumerable<object> All() => [.. Proficiency(), .. Frequency(), .. file.Indicators.Items.Select(ToIndicator), .. Behaviors(), .. TierDefaults()];

    public static Guid BehaviorId(string attitudeKey, int number) => StableId.Of($"attitude-behavior/{attitudeKey}/{number}");

    private IEnumerable<object> Proficiency()
    {
        yield return new ProficiencyScale
        {
            Id = ProficiencyScaleId,
            Key = file.Scale.Key,
            Kind = ScaleKind.Proficiency,
            Version = file.Version,
            Name = new(file.Scale.NameZh, file.Scale.NameEn),
            Provenance = Provenance.Agency,
            Status = ContentStatus.Suggested,
            Note = new(file.Scale.NoteZh, file.Scale.NoteEn),
            IcapSentence = new(file.IcapReading.SentenceZh, file.IcapReading.SentenceEn),
            IcapSource = new(file.IcapReading.SourceNoteZh, file.IcapReading.SourceNoteEn),
        };
        foreach (var level in file.Scale.Levels) yield return ToLevel(ProficiencyScaleId, level);
        foreach (var row in file.IcapReading.Rows)
        {
            yield return new IcapReading
            {
                ScaleId = ProficiencyScaleId,
                Rank = row.Rank,
                IcapFrom = row.IcapLevels.Min(),
                IcapTo = row.IcapLevels.Max(),
                Wording = new(
                    string.Join('；', row.IcapWording.Select(q => $"iCAP第{q.IcapLevel}級「{q.QuoteZh}」")),
                    string.Join("; ", row.IcapWording.Select(q => $"iCAP level {q.IcapLevel}: \"{q.QuoteEn}\""))),
                Note = new(row.GuidanceZh, row.GuidanceEn),
            };
        }
    }

    private IEnumerable<object> Frequency()
    {
        yield return new ProficiencyScale
        {
            Id = FrequencyScaleId,
            Key = file.FrequencyScale.Key,
            Kind = ScaleKind.Frequency,
            Version = file.Version,
            Name = new(file.FrequencyScale.NameZh, file.FrequencyScale.NameEn),
            Provenance = Provenance.Agency,
            Status = ContentStatus.Suggested,
            ReferencePeriod = new(file.FrequencyScale.ReferencePeriodZh, file.FrequencyScale.ReferencePeriodEn),
            NoOpportunity = new(file.FrequencyScale.NoOpportunity.DefinitionZh, file.FrequencyScale.NoOpportunity.DefinitionEn),
        };
        foreach (var level in file.FrequencyScale.Levels) yield return ToLevel(FrequencyScaleId, level);
    }

    private static ScaleLevel ToLevel(Guid scale, SuggestedFile.Level level) => new()
    {
        ScaleId = scale,
        Rank = level.Rank,
        Label = new(level.LabelZh, level.LabelEn),
        Definition = new(level.DefinitionZh, level.DefinitionEn),
        Difficulty = Text(level.TaskDifficultyZh, level.TaskDifficultyEn),
        Guidance = Text(level.GuidanceZh, level.GuidanceEn),
        Influence = Text(level.InfluenceZh, level.InfluenceEn),
    };

    private BehavioralIndicator ToIndicator(SuggestedFile.Indicator item) => new()
    {
        Id = StableId.Of($"behavioral-indicator/{item.CompetencyKey}/{item.Rank}"),
        CompetencyId = framework.CompetencyId(item.CompetencyKey),
        ScaleId = ProficiencyScaleId,
        Rank = item.Rank,
        Text = new(item.TextZh, item.TextEn),
        Status = ContentStatus.Suggested,
        PublishedAt = Seeder.DeliveredAt,
    };

    private IEnumerable<object> Behaviors() =>
        from attitude in file.AttitudeBehaviors.Items
        from behavior in attitude.Behaviors
        select new AttitudeBehavior
        {
            Id = BehaviorId(attitude.AttitudeKey, behavior.Ordinal + 1),
            AttitudeId = framework.AttitudeId(attitude.AttitudeKey),
            ScaleId = FrequencyScaleId,
            Number = behavior.Ordinal + 1,
            Text = new(behavior.TextZh, behavior.TextEn),
            Status = ContentStatus.Suggested,
            Note = Text(attitude.NoteZh, attitude.NoteEn),
        };

    private IEnumerable<object> TierDefaults()
    {
        yield return new TierDefaultSet
        {
            Id = TierDefaultSetId,
            FrameworkId = framework.FrameworkId,
            Number = file.Version,
            Name = new("層級預設（建議稿）", "Tier defaults (suggested)"),
            Status = ContentStatus.Suggested,
            Note = new(file.TierDefaults.NoteZh, file.TierDefaults.NoteEn),
            PublishedAt = Seeder.DeliveredAt,
        };
        foreach (var item in file.TierDefaults.Items)
        {
            yield return new TierDefault
            {
                Id = StableId.Of($"tier-default/{file.Version}/{item.CompetencyKey}/{item.Tier}"),
                SetId = TierDefaultSetId,
                CompetencyId = framework.CompetencyId(item.CompetencyKey),
                Tier = Enum.Parse<Tier>(item.Tier, ignoreCase: true),
                Level = item.Level,
                Reason = new(item.ReasonZh, item.ReasonEn),
            };
        }
    }

    private static Guid ScaleId(string key) => StableId.Of($"proficiency-scale/{key}/v1");

    private static LocalizedText? Text(string? zh, string? en) => zh is null ? null : new(zh, en);
}
