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
            "gaps.as-of-outside-data" => "{1} 在 {0} 沒有採用任何框架，無從比對。 / {1} had adopted no framework on {0}; there is nothing to compare with.",
            "gaps.later-day-published" => "已公布至 {0}，系統時間較早，請檢查時鐘。 / {0} is published already; check the clock.",
            "gaps.run-failed" => "{0} 的比對失敗，原因見比對紀錄；系統會再試。 / the run of {0} failed; it is tried again.",
            "gaps.setting-unreadable" => "規則值 {0} 無法讀取：{1} / the setting {0} cannot be read: {1}",
            "account.user-name-taken" => "這個帳號名稱已有人使用。 / this user name is taken.",
            "account.email-invalid" => "電子郵件地址的格式不正確。 / this is no mail address.",
            "account.password.too-short" => "密碼至少要 {0} 個字元，目前是 {1} 個。 / the password needs {0} characters, it has {1}.",
            "account.password.too-long" => "密碼最多 {0} 個字元。 / the password has at most {0} characters.",
            "account.password.too-simple" => "密碼要包含大寫、小寫、數字、符號中的至少 {0} 種。 / the password needs {0} of upper case, lower case, digits, signs.",
            "account.password.user-name" => "密碼不得與帳號相同。 / the password must not be the user name.",
            "common.text-required" => "請填寫必要的文字。 / a text is missing.",
            "common.text-too-long" => "文字過長，最多 {0} 字。 / too long, at most {0} characters.",
            _ => null,
        };
        return words is null ? rule.Message : string.Format(CultureInfo.InvariantCulture, words, [.. rule.Args.Select(Text)]);
    }

    private static object Text(object value) => value is DateOnly day ? TaiwanDate.Format(day) : value;
}
