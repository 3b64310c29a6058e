using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Access;

/// <summary>Makes an account that runs the system: the first one, or a further one (each is audited; a lost administrator must be replaceable).</summary>
public static class CreateAdministrator
{
    [Requires(Capability.Operate)]
    public sealed record Command(string? UserName, string? DisplayName, string? Email, string? Password) : ICommand<Guid>;

    internal sealed class Handler(JobAnalysisDb db, AccountGate gate, PasswordRules rules, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var userName = CleanText.Required(command.UserName, 256);
            var normalized = gate.Normalize(userName);
            if (await db.Set<Account>().AnyAsync(a => a.NormalizedUserName == normalized, cancellationToken)) throw new RuleViolationException("account.user-name-taken") { Field = nameof(command.UserName) };

            var email = MailAddress.Clean(command.Email);
            var account = new Account
            {
                Id = Guid.CreateVersion7(now),
                UserName = userName,
                NormalizedUserName = normalized,
                Email = email,
                NormalizedEmail = email is null ? null : gate.Normalize(email),
                DisplayName = CleanText.Required(command.DisplayName, 100),
                CreatedAt = now,
                LockoutEnabled = true,
                ConcurrencyStamp = Guid.CreateVersion7().ToString("N"),
            };
            rules.Set(account, command.Password ?? "", nameof(command.Password));
            db.Add(account);
            db.Add(new RoleGrant
            {
                Id = Guid.CreateVersion7(now),
                AccountId = account.Id,
                Role = Role.SystemAdministrator,
                ValidFrom = clock.TaipeiToday(),
                GrantedBy = Actor.SystemAccountId,
                Reason = "jobanalysis admin create",
                RecordedAt = now,
            });
            trail.Changed(account.Id, new { Role = nameof(Role.SystemAdministrator) });
            return account.Id;
        }
    }
}

internal static class MailAddress
{
    /// <summary>One plain address without display name, or null when nothing was typed.</summary>
    /// <exception cref="RuleViolationException">It is no address.</exception>
    public static string? Clean(string? typed)
    {
        if (CleanText.Optional(typed, 256) is not { } text) return null;
        var plain = MimeKit.MailboxAddress.TryParse(text, out var address) && string.Equals(address.Address, text, StringComparison.Ordinal) && text.Contains('@', StringComparison.Ordinal);
        return plain ? text : throw new RuleViolationException("account.email-invalid") { Field = "Email" };
    }
}
