using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Migrations.Seed;

/// <summary>Rows of the official framework. Their version must still be a draft when they are written: a trigger refuses them afterwards.</summary>
internal sealed class FrameworkRows(FrameworkFile file)
{
    private readonly string versionKey = $"{file.Key}/v{file.Version}";

    public Guid FrameworkId => StableId.Of($"framework/{file.Key}");

    public Guid VersionId => StableId.Of($"framework-version/{versionKey}");

    /// <summary>Identity of a competency, shared by all versions.</summary>
    public Guid CompetencyId(string key) => StableId.Of($"competency/{file.Key}/{key}");

    public Guid AttitudeId(string key) => StableId.Of($"attitude/{file.Key}/{key}");

    /// <summary>Framework and identities: kept when a later version arrives.</summary>
    public IEnumerable<object> Lineage() =>
    [
        new Framework { Id = FrameworkId, Key = file.Key, Name = new(file.NameZh, file.NameEn), Subtitle = new(file.SubtitleZh, file.SubtitleEn) },
        .. file.Competencies.Select(c => new Competency { Id = CompetencyId(c.Key), FrameworkId = FrameworkId, Key = c.Key, Ordinal = c.Ordinal }),
        .. file.Attitudes.Select(a => new Attitude { Id = AttitudeId(a.Key), FrameworkId = FrameworkId, Key = a.Key, Ordinal = a.Ordinal }),
    ];

    public FrameworkVersion Version() => new()
    {
        Id = VersionId,
        FrameworkId = FrameworkId,
        Number = file.Version,
        Source = new(file.Source.DocumentNameZh, file.NameEn),
        SourceSha256 = file.Source.Sha256,
        SourceNote = new(file.Source.NoteZh, null),
        EnglishIsTranslation = file.EnglishIsTranslation,
        EnglishNote = new(file.EnglishNoteZh, file.EnglishNoteEn),
    };

    public IEnumerable<object> Children() =>
        [.. Passages(), .. file.Warnings.Select(ToWarning), .. file.Categories.Select(ToCategory), .. file.Competencies.Select(ToEdition), .. file.Attitudes.Select(ToAttitudeEdition)];

    private IEnumerable<FrameworkPassage> Passages() =>
    [
        .. file.Goals.Select((goal, i) => ToPassage(FrameworkPassageKind.Goal, i, new(goal.TitleZh, goal.TitleEn), new(goal.TextZh, goal.TextEn))),
        .. file.StatementsZh.Select((text, i) => ToPassage(FrameworkPassageKind.Statement, i, null, new(text, file.StatementsEn[i]))),
    ];

    private FrameworkPassage ToPassage(FrameworkPassageKind kind, int order, LocalizedText? title, LocalizedText text) =>
        new() { Id = StableId.Of($"framework-passage/{versionKey}/{kind}/{order}"), FrameworkVersionId = VersionId, Kind = kind, DisplayOrder = order, Title = title, Text = text };

    private FrameworkWarning ToWarning(FrameworkFile.Warning warning, int order) => new()
    {
        Id = StableId.Of($"framework-warning/{versionKey}/{warning.Code}"),
        FrameworkVersionId = VersionId,
        Code = warning.Code,
        SubjectKeys = warning.SubjectKeys,
        Text = new(warning.TextZh, warning.TextEn),
        DisplayOrder = order,
    };

    private CompetencyCategory ToCategory(FrameworkFile.Category category, int order) =>
        new() { Id = CategoryId(category.Key), FrameworkVersionId = VersionId, Key = category.Key, DisplayOrder = order, Name = new(category.NameZh, category.NameEn) };

    private CompetencyEdition ToEdition(FrameworkFile.Item item) => new()
    {
        Id = StableId.Of($"competency-edition/{versionKey}/{item.Key}"),
        FrameworkVersionId = VersionId,
        CompetencyId = CompetencyId(item.Key),
        CategoryId = CategoryId(item.CategoryKey!),
        DisplayOrder = item.Ordinal,
        Number = item.Number!,
        Name = new(item.NameZh, item.DisplayNameEn),
        NameAsPrinted = item.NameEn,
        Description = new(item.DescriptionZh, item.DescriptionEn),
        Example = new(item.ExampleZh, item.ExampleEn),
        Aliases = item.AliasesZh ?? [],
        SearchAliases = item.SearchAliasesZh ?? [],
    };

    private AttitudeEdition ToAttitudeEdition(FrameworkFile.Item item) => new()
    {
        Id = StableId.Of($"attitude-edition/{versionKey}/{item.Key}"),
        FrameworkVersionId = VersionId,
        AttitudeId = AttitudeId(item.Key),
        DisplayOrder = item.Ordinal,
        Name = new(item.NameZh, item.DisplayNameEn),
        NameAsPrinted = item.NameEn,
        Description = new(item.DescriptionZh, item.DescriptionEn),
        Example = new(item.ExampleZh, item.ExampleEn),
    };

    private Guid CategoryId(string key) => StableId.Of($"competency-category/{versionKey}/{key}");
}
