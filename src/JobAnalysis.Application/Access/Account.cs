using JobAnalysis.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace JobAnalysis.Application.Access;

/// <summary>帳號. Roles are not Identity's: see <see cref="RoleGrant"/>.</summary>
[ScopeKind(ScopeKind.Shared)]
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Name shown in the header and in audits.</summary>
    public required string DisplayName { get; set; }

    /// <summary>zh-Hant-TW or en.</summary>
    public string? Language { get; set; }

    /// <summary>True for sign-ins of the demo; refused in Production.</summary>
    public bool IsDemo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; set; }

    public DateTimeOffset? PasswordChangedAt { get; set; }

    /// <summary>The last three password hashes (防護基準 4-2-5).</summary>
    public string[] PreviousPasswordHashes { get; set; } = [];
}

/// <summary>A dated grant of a role in an agency, with who gave it and why. Read on every request.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class RoleGrant : IDated
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Null for roles of the system as a whole (system administrator, owner of a system framework).</summary>
    public Guid? OrganizationId { get; init; }

    public Guid? UnitId { get; init; }

    public Role Role { get; init; }

    public DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; set; }

    public Guid GrantedBy { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Server-side session: the cookie holds only its id, so that a revocation bites on the next request.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class AccountSession
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>SHA-256 of the key in the cookie; a read of the table opens no session.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Serialized ticket, protected.</summary>
    public required byte[] Ticket { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last request that counts as use; polling does not.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Absolute end, 8 hours after sign-in.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public string? Address { get; init; }

    public string? Browser { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Sign-in audit: tries, successes, lockouts, sign-outs, password changes.</summary>
[ScopeKind(ScopeKind.System)]
public sealed class SignInEvent
{
    public Guid Id { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>What happened, e.g. SignedIn, WrongPassword, LockedOut.</summary>
    public required string What { get; init; }

    public string? Address { get; init; }

    public DateTimeOffset At { get; init; }
}
