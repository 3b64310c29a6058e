using JobAnalysis.TestKit;

namespace JobAnalysis.Application.Tests.Positions;

/// <summary>One clone for the tests of this folder; each test makes an agency of its own in it.</summary>
public sealed class PositionsDatabase : IAsyncLifetime
{
    private TestDatabase? database;

    public TestApplication Application { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await Databases.CloneSeededAsync();
        Application = new(database.AppConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (Application is not null) await Application.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class PositionsTests : ICollectionFixture<PositionsDatabase>
{
    public const string Name = "Positions";
}
