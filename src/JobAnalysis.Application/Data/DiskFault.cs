using Npgsql;

namespace JobAnalysis.Application.Data;

/// <summary>A full disk or one that cannot be read or written: never tried again, because that makes it worse; somebody must look at once.</summary>
public static class DiskFault
{
    private const string NoSpace = "ENOSPC";
    private const int NoSpaceOnUnix = 28;

    /// <summary>What the database or the operating system called it; null for any other exception.</summary>
    public static string? Of(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is PostgresException { SqlState: var state } && IsDisk(state)) return state;
            if (exception is IOException { HResult: NoSpaceOnUnix }) return NoSpace;
        }
        return null;
    }

    /// <summary>Is a reason that a run left (see GapRunner.ReasonOf) a disk fault?</summary>
    public static bool IsReason(string? reason) => reason is not null && IsDisk(reason.Split(' ')[^1]);

    private static bool IsDisk(string state) =>
        (state.Length == 5 && state.StartsWith("58", StringComparison.Ordinal)) || state is PostgresErrorCodes.DiskFull or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted;
}
