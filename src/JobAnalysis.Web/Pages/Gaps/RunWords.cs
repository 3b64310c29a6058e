using System.Globalization;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Web.Http;

namespace JobAnalysis.Web.Pages.Gaps;

/// <summary>Durations, reasons and windows of the run page in words.</summary>
public sealed class RunWords(Text text)
{
    private const int Minute = 60;

    /// <summary>0.8 秒, 12 秒, 3 分 5 秒.</summary>
    public string Duration(double seconds) => seconds switch
    {
        < 9.95 => text["gaps.runs.n-seconds", seconds.ToString("0.0", CultureInfo.InvariantCulture)],
        < Minute => text["gaps.runs.n-seconds", Math.Round(seconds).ToString(CultureInfo.InvariantCulture)],
        _ => text["gaps.runs.n-minutes", (int)seconds / Minute, (int)seconds % Minute],
    };

    /// <summary>Why somebody could not be computed; a reason without a sentence names its code, so that it can be asked about.</summary>
    public string Reason(string code) => text.Has($"gaps.reason.{code.Split('.')[^1]}") ? text[$"gaps.reason.{code.Split('.')[^1]}"] : text["gaps.reason.other", code];

    /// <summary>Why a run failed.</summary>
    public string Failure(string? code) => code switch
    {
        null => text["gaps.failure.unknown"],
        "gaps.setting-unreadable" => text["gaps.failure.setting"],
        _ when DiskFault.IsReason(code) => text["gaps.failure.disk", code],
        _ => text["gaps.failure.other", code],
    };

    /// <summary>The 暫停時段 as a sentence; a value that nobody can read is told, because the default holds then.</summary>
    public string Window(string? value)
    {
        if (value is null or PauseWindow.Never) return text["gaps.pause.never"];
        var (from, to) = value.Split('-') is [var first, var second] ? (first, second) : (value, value);
        return text["gaps.pause.between", from, to];
    }

    /// <summary>有 3 of 12 differences: the sign stands before the number.</summary>
    public static string Difference(int from, int to) => (to - from) switch { 0 => "±0", > 0 and var more => $"+{Display.Number(more)}", var less => $"−{Display.Number(-less)}" };

    /// <summary>A run that goes on or is about to: the page looks again by itself.</summary>
    public static bool IsMoving(ShowRuns.Model view) => view.Facts.Waiting.Any(s => !s.IsPaused);
}
