using System.Globalization;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Cli;

/// <summary>Sentences for rules that an operator can meet; the pages have theirs in resource files.</summary>
internal static class OperatorText
{
    public static string Of(RuleViolationException rule)
    {
        var words = rule.Code switch
        {
            "gaps.organization-unknown" => "沒有代碼為「{0}」的機關。 / no agency has the code {0}.",
            "gaps.as-of-in-future" => "資料基準日 {0} 晚於今日 {1}。 / the as-of date {0} is after today, {1}.",
            "gaps.later-day-published" => "已公布至 {0}，系統時間較早，請檢查時鐘。 / {0} is published already; check the clock.",
            "gaps.run-failed" => "{0} 的比對失敗，原因見比對紀錄；系統會再試。 / the run of {0} failed; it is tried again.",
            "gaps.setting-unreadable" => "規則值 {0} 無法讀取：{1} / the setting {0} cannot be read: {1}",
            _ => null,
        };
        return words is null ? rule.Message : string.Format(CultureInfo.InvariantCulture, words, [.. rule.Args.Select(Text)]);
    }

    private static object Text(object value) => value is DateOnly day ? TaiwanDate.Format(day) : value;
}
