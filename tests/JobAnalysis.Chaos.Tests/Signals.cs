using System.Diagnostics;
using System.Globalization;

namespace JobAnalysis.Chaos.Tests;

internal static class Signals
{
    /// <summary>Sends KILL, STOP, CONT or TERM to a process.</summary>
    public static async Task SendAsync(int pid, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
