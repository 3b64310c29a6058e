using JobAnalysis.EmbeddedPostgres;
using Testcontainers.PostgreSql;

namespace JobAnalysis.TestKit;

/// <summary>Finds the server for this run: a given one, a container, or a private cluster that ends with this process.</summary>
internal static class TestServer
{
    public const string Variable = "JOBANALYSIS_TEST_POSTGRES";
    public const string ImageVariable = "JOBANALYSIS_TEST_POSTGRES_IMAGE";

    private const string FolderPrefix = "jobanalysis-test-";
    private static readonly TimeSpan ContainerPatience = TimeSpan.FromMinutes(2);

    /// <summary>The connection string of a role that may create databases and roles.</summary>
    public static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        if (await DockerEngine.AnswersAsync() && await StartContainerAsync() is { } container)
        {
            return container;
        }

        return await StartPrivateClusterAsync();
    }

    private static async Task<string?> StartContainerAsync()
    {
        var image = Environment.GetEnvironmentVariable(ImageVariable) is { Length: > 0 } named ? named : "postgres:15";
        try
        {
            // Testcontainers itself reads TESTCONTAINERS_RYUK_DISABLED; without its reaper the container ends with this process.
            var container = new PostgreSqlBuilder(image)
                .WithEnvironment("POSTGRES_INITDB_ARGS", "--locale-provider=icu --icu-locale=und --locale=C.UTF-8 -E UTF8")
                .WithCommand("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "timezone=UTC", "-c", "jit=off")
                .Build();
            using var enough = new CancellationTokenSource(ContainerPatience);
            await container.StartAsync(enough.Token);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => container.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return container.GetConnectionString();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // An engine that answers may still be unable to pull the image: the private cluster needs no network.
            await Console.Error.WriteLineAsync($"Docker answers but {image} does not start ({error.Message.ReplaceLineEndings(" ")}); using a private cluster.");
            return null;
        }
    }

    private static async Task<string> StartPrivateClusterAsync()
    {
        var temporary = Path.GetTempPath();
        // Not the young ones: a process that starts beside us may not hold its locks yet.
        var old = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(2);
        foreach (var abandoned in Directory.GetDirectories(temporary, FolderPrefix + "*").Where(folder => Directory.GetCreationTimeUtc(folder) < old))
        {
            await DeleteAbandonedAsync(abandoned);
        }

        var options = new EmbeddedClusterOptions
        {
            DataFolder = Path.Combine(temporary, FolderPrefix + Guid.CreateVersion7().ToString("N")),
            FastAndUnsafe = true,
            Log = Console.Error.WriteLine,
        };
        var cluster = await EmbeddedCluster.StartAsync(options, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAsync(cluster, options).GetAwaiter().GetResult();
        return cluster.AdminConnectionString;
    }

    private static async Task StopAsync(EmbeddedCluster cluster, EmbeddedClusterOptions options)
    {
        await cluster.DisposeAsync();
        await EmbeddedCluster.TryDeleteAsync(options);
    }

    private static async Task DeleteAbandonedAsync(string folder)
    {
        try
        {
            await EmbeddedCluster.TryDeleteAsync(new EmbeddedClusterOptions { DataFolder = folder });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or EmbeddedPostgresException)
        {
            // Another user's, or another process deletes it just now.
        }
    }
}
