using JobAnalysis.Application.Notifications;

namespace JobAnalysis.Application.Access;

/// <summary>The mail with the reset link, in both languages because nobody is signed in who could have chosen one.</summary>
internal static class ResetMail
{
    public static OutboxMail Write(Account account, string address, Uri link, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AccountId = account.Id,
        To = address,
        Subject = "職析：重新設定密碼 / JobAnalysis: reset your password",
        Body = $"""
            {account.DisplayName} 您好：

            有人為帳號 {account.UserName} 申請重新設定密碼。若是您本人，請在 {AccountLimits.ResetLink.TotalMinutes:0} 分鐘內開啟下列連結；連結只能使用一次，重新申請後先前的連結即失效。

            {link}

            若不是您申請的，請忽略這封信，密碼不會變更；如果一再收到，請告知貴機關的系統管理人員。

            ----

            Somebody asked to reset the password of the account {account.UserName}. If it was you, open the link above within {AccountLimits.ResetLink.TotalMinutes:0} minutes. It works once, and only the newest link works.
            If it was not you, ignore this mail: nothing changes. If it happens again, tell your system administrator.
            """,
        CreatedAt = now,
        ExpiresAt = now + AccountLimits.ResetLink,
    };
}
