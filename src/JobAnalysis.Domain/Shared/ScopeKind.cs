namespace JobAnalysis.Domain.Shared;

/// <summary>Who may see the rows of an entity; one kind for each entity (architecture.md, "Who sees what").</summary>
public enum ScopeKind
{
    /// <summary>Readable by everyone signed in; written by capability. Accounts, official frameworks, scales, reference tables.</summary>
    Shared,

    /// <summary>Written by one agency (or the system) and readable by it and the agencies below it.</summary>
    Inherited,

    /// <summary>No filter; reachable only from Access, Audit, Notifications and Messaging.</summary>
    System,

    /// <summary>Rows of one agency.</summary>
    Organization,

    /// <summary>Rows about one person of one agency.</summary>
    Person,

    /// <summary>Totals, readable across agencies by capability and suppressed in the query.</summary>
    Aggregate,
}

/// <summary>Declares the scope kind of an entity. An entity without it does not start (ScopeFilters).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScopeKindAttribute(ScopeKind kind) : Attribute
{
    public ScopeKind Kind { get; } = kind;
}

/// <summary>A row of one agency; its primary key begins with <see cref="OrganizationId"/>.</summary>
public interface IOwnedByOrganization
{
    Guid OrganizationId { get; }
}

/// <summary>A row about one person; visible to the person, to heads of the person's units of today, and to the agency's personnel office.</summary>
public interface IAboutPerson : IOwnedByOrganization
{
    Guid PersonId { get; }
}

/// <summary>A layer written by one agency, or by the system where the owner is null.</summary>
public interface IInherited
{
    Guid? OwnerOrganizationId { get; }
}

/// <summary>A fact with valid time: half-open days in Asia/Taipei, open-ended where <see cref="ValidTo"/> is null.</summary>
public interface IDated
{
    DateOnly ValidFrom { get; }

    DateOnly? ValidTo { get; }
}

/// <summary>A dated fact that also keeps recorded time: a correction supersedes, it never overwrites (decisions.md 5).</summary>
public interface IRecorded : IDated
{
    /// <summary>UTC instant at which the row became what the system knew.</summary>
    DateTimeOffset RecordedAt { get; }

    /// <summary>UTC instant at which another row replaced it; null while it is what the system knows.</summary>
    DateTimeOffset? SupersededAt { get; }
}

/// <summary>An aggregate root: its revision rises with every change of it or of a child, and forms post the one they showed.</summary>
public interface IRevised
{
    long Revision { get; }
}
