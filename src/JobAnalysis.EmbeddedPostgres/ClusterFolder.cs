using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>The places of one cluster on disk.</summary>
internal sealed partial class ClusterFolder(string path)
{
    // The kernel's limit for a socket address is 108 bytes with the closing NUL; the server appends "/.s.PGSQL.5432".
    private const int LongestSocketFolder = 107 - 15;

    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    public string Data => Path.Combine(Root, "data");

    /// <summary>initdb writes here and the result is renamed, so that a killed initdb leaves nothing that looks like a cluster.</summary>
    public string HalfMadeData => Path.Combine(Root, "data.new");

    public string LogFolder => Path.Combine(Root, "log");

    public string Log => Path.Combine(LogFolder, "server.log");

    public string Passwords => Path.Combine(Root, "passwords.json");

    public string StartLock => Path.Combine(Root, "start.lock");

    public string OwnerLock => Path.Combine(Root, "owner.lock");

    public string PidFile => Path.Combine(Data, "postmaster.pid");

    public string Settings => Path.Combine(Data, "jobanalysis.conf");

    /// <summary>
    /// Beside the data where the path is short and plain; otherwise in /tmp under a name derived from it, because a socket address has a
    /// length limit and connection strings give ',' and ':' a meaning.
    /// </summary>
    public string Socket
    {
        get
        {
            var beside = Path.Combine(Root, "socket");
            return Encoding.UTF8.GetByteCount(beside) <= LongestSocketFolder && PlainPath().IsMatch(beside)
                ? beside
                : $"/tmp/jobanalysis-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..20]}";
        }
    }

    public string SocketFile => Path.Combine(Socket, $".s.PGSQL.{Port}");

    /// <summary>Only a part of the socket's name: nothing listens on TCP.</summary>
    public static int Port => 5432;

    public bool HasCluster => File.Exists(Path.Combine(Data, "PG_VERSION"));

    public int? Major => HasCluster && int.TryParse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).AsSpan().Trim(), out var major) ? major : null;

    [GeneratedRegex(@"^[\w/. +@=-]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainPath();
}
