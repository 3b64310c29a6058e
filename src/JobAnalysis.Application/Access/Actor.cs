namespace JobAnalysis.Application.Access;

/// <summary>Who acts: an account in one agency, with what it may do and see right now; read anew on every request.</summary>
/// <param name="AccountId">The account, or <see cref="SystemAccountId"/>.</param>
/// <param name="OrganizationId">The agency acted in; empty for system administrators and framework owners without an agency.</param>
/// <param name="PersonId">The person of the account in that agency.</param>
/// <param name="Roles">Granted roles valid today.</param>
/// <param name="Headships">Units headed today.</param>
/// <param name="Capabilities">What the actor may do.</param>
/// <param name="Scope">On which rows.</param>
public sealed record Actor(
    Guid AccountId,
    Guid OrganizationId,
    Guid? PersonId,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<Headship> Headships,
    IReadOnlySet<Capability> Capabilities,
    Scope Scope)
{
    /// <summary>Account id written by the worker, the command line and seeding; no row of the account table has it.</summary>
    public static readonly Guid SystemAccountId = new("00000000-0000-7000-8000-000000000001");

    public bool Can(Capability capability) => Capabilities.Contains(capability);

    /// <summary>The system itself, for the agencies given.</summary>
    public static Actor System(DateOnly today, params Guid[] organizations) =>
        new(SystemAccountId, organizations.Length == 1 ? organizations[0] : Guid.Empty, null, [], [], Enum.GetValues<Capability>().ToHashSet(), Scope.WholeOf(today, organizations));
}

/// <summary>A unit headed today. 請假代理 sees the unit and does process steps; it does not rate (architecture.md).</summary>
public sealed record Headship(Guid UnitId, bool MayRate);

/// <summary>What surrounds a message: the actor, the form's idempotency key, the address it came from. One for each request or job.</summary>
public sealed class RequestContext
{
    public Actor? Actor { get; set; }

    public Scope Scope => Actor?.Scope ?? Scope.None;

    public Guid? IdempotencyKey { get; set; }

    /// <summary>Network address of the client; goes into the audit.</summary>
    public string? Address { get; set; }

    /// <summary>The actor, where a message needs one.</summary>
    /// <exception cref="SignInRequiredException">Nobody is signed in.</exception>
    public Actor RequireActor() => Actor ?? throw new SignInRequiredException();
}

/// <summary>Nobody is signed in. Pages answer with the sign-in page, endpoints with 401.</summary>
public sealed class SignInRequiredException : Exception;

/// <summary>The actor's role lacks the function: 403. A row out of scope is absence (404), never this.</summary>
public sealed class ForbiddenException : Exception;

/// <summary>Absence told before a row was looked for: what is named does not exist for a role that sees totals only (404).</summary>
public sealed class AbsentException : Exception;
