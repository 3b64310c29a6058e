using System.Globalization;
using System.Text.RegularExpressions;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>
/// Fetches the distribution's own PostgreSQL without root: apt with private list and cache folders reads the machine's own sources and
/// verifies signatures as always, dpkg -x unpacks into the user's cache. Only the server and the libraries that are not installed yet.
/// </summary>
internal sealed partial class DebianPackages(EmbeddedClusterOptions options, ServerUser user)
{
    public sealed record Outcome(PostgresBinaries? Binaries, string Reason);

    public async Task<Outcome> FetchAsync(int? wanted, CancellationToken cancellationToken)
    {
        var cache = await CacheFolderAsync(cancellationToken);
        var fetched = Path.Combine(cache, "postgresql");
        ReachableFolder.Create(fetched);
        using var alone = await FileLock.TakeAsync(Path.Combine(cache, "fetch.lock"), TimeSpan.FromMinutes(10), cancellationToken);
        foreach (var tree in Directory.GetDirectories(fetched).OrderByDescending(MajorOf))
        {
            if ((wanted is null || wanted == MajorOf(tree)) && await InspectTreeAsync(tree, cancellationToken) is { } ready)
            {
                return new Outcome(ready, "");
            }
        }

        if (!File.Exists("/usr/bin/apt-get") || !File.Exists("/usr/bin/dpkg"))
        {
            return new Outcome(Binaries: null, "apt-get, dpkg: -");
        }

        var work = Path.Combine(cache, "apt");
        try
        {
            return await FetchAsync(work, fetched, wanted, cancellationToken);
        }
        finally
        {
            DeleteTree(work);
        }
    }

    private async Task<Outcome> FetchAsync(string work, string fetched, int? wanted, CancellationToken cancellationToken)
    {
        DeleteTree(work);
        Directory.CreateDirectory(Path.Combine(work, "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(work, "archives", "partial"));
        options.Log?.Invoke("未安裝 PostgreSQL，從發行版套件庫下載中… / PostgreSQL is not installed; fetching the distribution's packages…");

        // A failing hook of the machine's own apt configuration also ends "update" with an error, so what counts is whether a package is found.
        var update = await AptAsync("apt-get", work, ["-q", "update"], cancellationToken);
        var names = await AptAsync("apt-cache", work, ["pkgnames", "postgresql-"], cancellationToken);
        var majors = ServerPackage().Matches(names.Output).Select(m => int.Parse(m.Groups["major"].ValueSpan, CultureInfo.InvariantCulture));
        var major = majors.Where(m => m >= PostgresBinaries.OldestMajor && (wanted is null || wanted == m)).DefaultIfEmpty().Max();
        if (major == 0)
        {
            return new Outcome(Binaries: null, update.Succeeded ? "apt: postgresql >= 15: -" : $"apt-get update: {update.Reason}");
        }

        var server = string.Create(CultureInfo.InvariantCulture, $"postgresql-{major}");
        var resolved = await AptAsync("apt-get", work, ["-qq", "-y", "--print-uris", "--no-install-recommends", "--reinstall", "install", server], cancellationToken);
        var packages = PackageFile().Matches(resolved.Output).Select(m => m.Groups["name"].Value).Where(name => name == server || IsNeededLibrary(name)).ToList();
        if (!resolved.Succeeded || !packages.Contains(server, StringComparer.Ordinal))
        {
            return new Outcome(Binaries: null, $"apt-get: {resolved.Reason}");
        }

        options.Log?.Invoke($"下載 / fetching: {string.Join(' ', packages)}");
        var archives = Path.Combine(work, "archives");
        var download = await AptAsync("apt-get", work, ["-q", "download", .. packages], cancellationToken, archives);
        if (!download.Succeeded)
        {
            return new Outcome(Binaries: null, $"apt-get download: {download.Reason}");
        }

        var unpacked = Path.Combine(work, "unpacked");
        foreach (var archive in Directory.GetFiles(archives, "*.deb"))
        {
            var outcome = await ShellCommand.RunAsync("dpkg", ["-x", archive, unpacked], cancellationToken: cancellationToken);
            if (!outcome.Succeeded)
            {
                return new Outcome(Binaries: null, $"dpkg -x: {outcome.Reason}");
            }
        }

        var tree = Path.Combine(fetched, major.ToString(CultureInfo.InvariantCulture));
        DeleteTree(tree);
        Directory.Move(unpacked, tree);
        // A strict umask would leave the top folder closed to the server's user; below it the packages' own modes stand.
        File.SetUnixFileMode(tree, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return await InspectTreeAsync(tree, cancellationToken) is { } ready
            ? new Outcome(ready, "")
            : new Outcome(Binaries: null, $"{tree}: postgres --version");
    }

    /// <summary>
    /// Libraries only: not the packaging around the server, not the compiler behind jit (off), not what only its perl scripts need, and
    /// never a second C library, which would not match the loader.
    /// </summary>
    private static bool IsNeededLibrary(string package) => package.StartsWith("lib", StringComparison.Ordinal) && !NeedlessLibrary().IsMatch(package);

    private static async Task<PostgresBinaries?> InspectTreeAsync(string tree, CancellationToken cancellationToken)
    {
        var server = Path.Combine(tree, "usr", "lib", "postgresql");
        var folders = Directory.GetFiles(tree, "*.so*", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!)
            .Distinct(StringComparer.Ordinal)
            .Where(folder => !folder.StartsWith(server, StringComparison.Ordinal));
        var bin = Path.Combine(server, Path.GetFileName(tree), "bin");
        return await PostgresBinaries.InspectAsync(bin, string.Join(':', folders), cancellationToken);
    }

    private static int MajorOf(string tree) => int.TryParse(Path.GetFileName(tree), CultureInfo.InvariantCulture, out var major) ? major : 0;

    private static Task<ShellCommand.Outcome> AptAsync(string program, string work, string[] arguments, CancellationToken cancellationToken, string folder = "/") =>
        ShellCommand.RunAsync(
            program,
            [
                "-o", $"Dir::State::Lists={work}/lists",
                "-o", $"Dir::Cache={work}",
                "-o", $"Dir::Cache::Archives={work}/archives",
                "-o", "Debug::NoLocking=1",
                "-o", "APT::Sandbox::User=",
                "-o", "Acquire::Retries=3",
                .. arguments,
            ],
            workingFolder: folder,
            cancellationToken: cancellationToken);

    /// <summary>The user's cache; for root a place that the server's user can reach; beside the data when there is no home.</summary>
    private async Task<string> CacheFolderAsync(CancellationToken cancellationToken)
    {
        if (options.CacheFolder is { } given)
        {
            ReachableFolder.Create(given);
            await user.RequireReachableAsync(given, cancellationToken);
            return given;
        }

        var home = Environment.GetEnvironmentVariable("HOME");
        string?[] places =
        [
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME"),
            user.Name is not null ? "/var/cache" : string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".cache"),
        ];
        foreach (var place in places)
        {
            if (string.IsNullOrEmpty(place))
            {
                continue;
            }

            try
            {
                var cache = Path.Combine(place, "jobanalysis");
                ReachableFolder.Create(cache);
                if (user.Name is null || await user.CanEnterAsync(cache, cancellationToken))
                {
                    return cache;
                }
            }
            catch (EmbeddedPostgresException)
            {
                // The next place.
            }
        }

        var beside = Path.Combine(Path.GetFullPath(options.DataFolder), "cache");
        ReachableFolder.Create(beside);
        return beside;
    }

    private static void DeleteTree(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [GeneratedRegex(@"^postgresql-(?<major>\d+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ServerPackage();

    [GeneratedRegex(@"^'[^']+' (?<name>[a-z0-9][a-z0-9+.-]*)_\S+\.deb ", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PackageFile();

    [GeneratedRegex(@"^lib(?:c6|c-|llvm|clang|z3|perl|edit|bsd|md0|gdbm)|-perl$|-dev$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NeedlessLibrary();
}
