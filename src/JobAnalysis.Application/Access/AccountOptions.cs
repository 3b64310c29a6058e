namespace JobAnalysis.Application.Access;

/// <summary>What the host says about accounts.</summary>
public sealed class AccountOptions
{
    /// <summary>Address of the product as its users type it. Links in mails are built from it, never from the Host header (AB-13).</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Sign-ins of the demo exist; false in Production.</summary>
    public bool AllowsDemoAccounts { get; set; }
}

/// <summary>The numbers of sign-in and sessions (資通系統防護基準 4-2-3, 4-2-5, 4-2-8, 1-1-6).</summary>
public static class AccountLimits
{
    public const int Tries = 5;
    public const int PreviousPasswords = 3;
    public const int ResetsPerHour = 3;
    public const int RecoveryCodes = 10;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan ResetLink = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan SessionIdle = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan SessionAbsolute = TimeSpan.FromHours(8);
}
