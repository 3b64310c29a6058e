using JobAnalysis.Application.Notifications;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JobAnalysis.Application.Access;

/// <summary>
/// Accounts are ASP.NET Core Identity's (its user, tables and password hash). Its SignInManager is not used: it counts tries outside any transaction,
/// keeps codes that were used, and takes its own clock; here every try locks the account's row and is counted, audited and committed at once.
/// </summary>
internal static class AccountsRegistration
{
    /// <summary>PBKDF2-HMAC-SHA512 rounds (ASVS 5.0 appendix C).</summary>
    private const int HashRounds = 210_000;

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashRounds);
        services.TryAddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.TryAddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.TryAddSingleton(MailSettings.None);
        services.AddScoped<AccountGate>();
        services.AddScoped<AccountSecrets>();
        services.AddScoped<PasswordRules>();
        services.AddScoped<SessionBook>();
        return services;
    }
}
