namespace JobAnalysis.EmbeddedPostgres.Tests;

/// <summary>A folder of its own for one test, with a space and a comma in its name; whatever runs in it ends with the test.</summary>
internal sealed class ThrowawayFolder(string name = "資料 夾,1") : IAsyncDisposable
{
    private readonly string parent = Path.Combine(Path.GetTempPath(), $"ja-cluster-{Guid.CreateVersion7():N}");

    public string Cluster => Path.Combine(parent, name);

    public EmbeddedClusterOptions Options => new() { DataFolder = Cluster, FastAndUnsafe = true, NeverFetch = true };

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Cluster))
        {
            await EmbeddedCluster.TryDeleteAsync(Options);
        }

        if (Directory.Exists(parent))
        {
            Directory.Delete(parent, recursive: true);
        }
    }
}
