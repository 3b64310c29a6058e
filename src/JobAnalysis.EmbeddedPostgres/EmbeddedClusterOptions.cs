namespace JobAnalysis.EmbeddedPostgres;

/// <summary>How a private cluster is found or made.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>The folder of this cluster alone: data, socket, log and passwords live below it. It is created when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>No fsync, no checksums: quick, and worthless after a power cut. For tests.</summary>
    public bool FastAndUnsafe { get; init; }

    /// <summary>Leave the server running when the handle is disposed.</summary>
    public bool KeepRunning { get; init; }

    /// <summary>Do not look at PostgreSQL on this machine; fetch the distribution's packages even if it is installed.</summary>
    public bool IgnoreInstalled { get; init; }

    /// <summary>Never ask the distribution's package servers.</summary>
    public bool NeverFetch { get; init; }

    /// <summary>Where fetched binaries are kept; the user's cache when null.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>How long a start may take, crash recovery included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>One line of progress for the person at the terminal.</summary>
    public Action<string>? Log { get; init; }
}
