namespace JobAnalysis.EmbeddedPostgres;

/// <summary>
/// The scripts' handle on a private cluster: <c>start FOLDER</c> prints the superuser's connection string and leaves the server running,
/// <c>stop FOLDER</c> ends it, <c>run FOLDER</c> owns it until Ctrl-C or SIGTERM.
/// </summary>
internal static class Program
{
    private const int WrongUsage = 2;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [("start" or "run" or "stop") and var verb, var folder, .. var flags] || flags.Except(["--fast", "--ignore-installed"], StringComparer.Ordinal).Any())
        {
            await Console.Error.WriteLineAsync("start|run FOLDER [--fast] [--ignore-installed] | stop FOLDER [--fast]");
            return WrongUsage;
        }

        var options = new EmbeddedClusterOptions
        {
            DataFolder = folder,
            FastAndUnsafe = flags.Contains("--fast", StringComparer.Ordinal),
            IgnoreInstalled = flags.Contains("--ignore-installed", StringComparer.Ordinal),
            KeepRunning = verb is "start",
            Log = Console.Error.WriteLine,
        };
        try
        {
            if (verb is "stop")
            {
                await EmbeddedCluster.StopAsync(options);
                return 0;
            }

            using var stopping = new StopSignals();
            await using var cluster = await EmbeddedCluster.StartAsync(options, CancellationToken.None);
            Console.WriteLine(cluster.AdminConnectionString);
            if (verb is "run")
            {
                await stopping.Received;
            }

            return 0;
        }
        catch (EmbeddedPostgresException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
