using System.Globalization;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Migrations.Seed;

namespace JobAnalysis.Migrations.Generate;

/// <summary>The framework of the nation: nineteen items that say of themselves that they are made up, one version, suggested levels for each tier.</summary>
internal static class SyntheticFramework
{
    public static Guid Id { get; } = StableId.Of("generate/framework");

    public static Guid DefaultSetId { get; } = StableId.Of("generate/tier-default-set");

    public static IReadOnlyList<Guid> Competencies { get; } = [.. Enumerable.Range(0, GenerateOptions.Items).Select(i => StableId.Of($"generate/competency/{i}"))];

    public static Guid VersionId(int number) => StableId.Of($"generate/framework-version/{number}");

    /// <summary>The suggested level; a profile without an own cell inherits it.</summary>
    public static int DefaultLevel(Tier tier, int ordinal) => 1 + (ordinal % 3) + (int)tier;

    /// <summary>Framework and first version; children first, since a published version takes none.</summary>
    public static async Task Write(JobAnalysisDb db, CancellationToken cancellationToken)
    {
        db.Add(new Framework { Id = Id, Key = "synthetic", Name = new("合成職能框架（效能量測用）", "Synthetic framework (for measuring)"), Subtitle = new("非正式內容", "Not official") });
        db.AddRange(Competencies.Select((id, i) => new Competency { Id = id, FrameworkId = Id, Key = Name("synthetic-{0:00}", i), Ordinal = i }));
        db.Add(new TierDefaultSet
        {
            Id = DefaultSetId,
            FrameworkId = Id,
            Number = 1,
            Name = new("合成層級預設", "Synthetic tier defaults"),
            Status = ContentStatus.Suggested,
            PublishedAt = Seeder.DeliveredAt,
        });
        db.AddRange(
            from tier in Enum.GetValues<Tier>()
            from ordinal in Enumerable.Range(0, GenerateOptions.Items)
            select new TierDefault
            {
                Id = StableId.Of($"generate/tier-default/{tier}/{ordinal}"),
                SetId = DefaultSetId,
                CompetencyId = Competencies[ordinal],
                Tier = tier,
                Level = DefaultLevel(tier, ordinal),
                Reason = new("合成資料", "Synthetic"),
            });
        await WriteVersion(db, 1, cancellationToken);
    }

    /// <summary>A version with a text for every item, published.</summary>
    public static async Task WriteVersion(JobAnalysisDb db, int number, CancellationToken cancellationToken)
    {
        var version = new FrameworkVersion
        {
            Id = VersionId(number),
            FrameworkId = Id,
            Number = number,
            Source = new("jobanalysis generate", "jobanalysis generate"),
            SourceSha256 = new('0', 64),
        };
        var category = new CompetencyCategory { Id = StableId.Of($"generate/category/{number}"), FrameworkVersionId = version.Id, Key = "synthetic", DisplayOrder = 0, Name = new("合成類別", "Synthetic") };
        db.AddRange(version, category);
        db.AddRange(Competencies.Select((id, i) => new CompetencyEdition
        {
            Id = StableId.Of($"generate/edition/{number}/{i}"),
            FrameworkVersionId = version.Id,
            CompetencyId = id,
            CategoryId = category.Id,
            DisplayOrder = i,
            Number = Name("S{0:00}", i),
            Name = new(Name("合成職能{0:00}", i), Name("Synthetic competency {0:00}", i)),
            NameAsPrinted = Name("SYNTHETIC COMPETENCY {0:00}", i),
            Description = new(Name("合成職能{0:00}之說明", i), Name("Description of {0:00}", i)),
            Example = new(Name("合成職能{0:00}之範例", i), Name("Example of {0:00}", i)),
        }));
        await db.SaveChangesAsync(cancellationToken);
        version.Publish(Seeder.DeliveredAt);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A context of the system itself; delivered rows belong to no agency.</summary>
    public static JobAnalysisDb Open(Npgsql.NpgsqlDataSource dataSource) => DesignTimeDb.Create(dataSource, new RequestContext());

    private static string Name(string pattern, int ordinal) => string.Format(CultureInfo.InvariantCulture, pattern, ordinal + 1);
}
