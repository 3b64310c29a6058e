using System.Globalization;
using System.Text.RegularExpressions;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>A folder with postgres, initdb and pg_ctl, and what the loader needs to start them.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major, string? LibraryPath)
{
    public const int OldestMajor = 15;

    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>Installed by the distribution, then PATH, then the distribution's packages in the user's cache. A cluster that exists wants its own major version.</summary>
    public static async Task<PostgresBinaries> FindAsync(EmbeddedClusterOptions options, int? wanted, ServerUser user, CancellationToken cancellationToken)
    {
        if (!options.IgnoreInstalled)
        {
            await foreach (var found in InstalledAsync(cancellationToken))
            {
                if (found.Major >= OldestMajor && (wanted is null || wanted == found.Major))
                {
                    return found;
                }
            }
        }

        var reason = "NeverFetch";
        if (!options.NeverFetch)
        {
            var fetched = await new DebianPackages(options, user).FetchAsync(wanted, cancellationToken);
            if (fetched.Binaries is { } binaries)
            {
                return binaries;
            }

            reason = fetched.Reason;
        }

        var version = wanted?.ToString(CultureInfo.InvariantCulture);
        throw new EmbeddedPostgresException(
            $"找不到 PostgreSQL {version ?? "15 以上版本"}，也無法自行下載（{reason}）：請以 root 執行 apt-get install postgresql{(version is null ? "" : "-" + version)}，或設定 ConnectionStrings__JobAnalysis",
            $"no PostgreSQL {version ?? "15 or newer"} here and none could be fetched ({reason}): as root run apt-get install postgresql{(version is null ? "" : "-" + version)}, or set ConnectionStrings__JobAnalysis");
    }

    /// <summary>Looks into a folder; null when the three programs are not there or do not start.</summary>
    public static async Task<PostgresBinaries?> InspectAsync(string folder, string? libraryPath, CancellationToken cancellationToken)
    {
        if (!((string[])["postgres", "initdb", "pg_ctl"]).All(program => File.Exists(Path.Combine(folder, program))))
        {
            return null;
        }

        var outcome = await ShellCommand.RunAsync(Path.Combine(folder, "postgres"), ["--version"], libraryPath: libraryPath, cancellationToken: cancellationToken);
        return outcome.Succeeded && Version().Match(outcome.Output) is { Success: true } match
            ? new PostgresBinaries(folder, int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture), libraryPath)
            : null;
    }

    private static async IAsyncEnumerable<PostgresBinaries> InstalledAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var folders = versions
            .OrderByDescending(v => int.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(v => Path.Combine(v, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified))
            .Distinct(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            if (await InspectAsync(folder, libraryPath: null, cancellationToken) is { } found)
            {
                yield return found;
            }
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
