using System.Reflection;
using JobAnalysis.Architecture.Tests.CounterExamples;
using JobAnalysis.Architecture.Tests.Reading;
using JobAnalysis.Architecture.Tests.Snapshots;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>Every entity says whose rows it holds, and the rows of the system are reached from four places only.</summary>
public sealed class ScopeTests
{
    private static readonly string[] MayUseSystemRows = ["Access", "Audit", "Notifications", "Messaging", "Data"];

    private static readonly IReadOnlyList<IEntityType> Entities = ReadModel();

    [Fact]
    public void Every_entity_declares_its_scope_kind_and_holds_what_that_kind_needs() => Assert.Empty(Unscoped(Entities.Select(e => e.ClrType)));

    [Fact]
    public void An_entity_without_kind_or_with_the_wrong_one_is_found() =>
        Assert.Equal(["WithoutKind has no kind", "PersonalButShared is Shared and holds rows of a person", "OrganizationWithoutOwner is Organization and implements no IOwnedByOrganization"],
            Unscoped([typeof(WithoutKind), typeof(PersonalButShared), typeof(OrganizationWithoutOwner)]));

    [Fact]
    public void The_kinds_are_these() => Snapshot.Match("entities", Entities
        .Select(e => $"{KindOf(e.ClrType),-12} {e.ClrType.Name,-24} {e.GetTableName() ?? e.GetViewName()}")
        .Order(StringComparer.Ordinal));

    [Fact]
    public void Rows_of_the_system_are_used_in_Access_Audit_Notifications_and_Messaging_only() => Assert.Empty(UsesOfSystemRows(Product.Types));

    [Fact]
    public void An_area_that_reads_rows_of_the_system_is_found() =>
        Assert.Equal(["ReadsOutbox uses OutboxMail", "ReadsOutbox uses AuditEvent"], UsesOfSystemRows(TypeReading.WithNested(typeof(ReadsOutbox))));

    internal static ScopeKind? KindOf(Type type) => type.GetCustomAttribute<ScopeKindAttribute>()?.Kind;

    /// <summary>Identity's own tables and the key ring belong to accounts; they hold no agency's data.</summary>
    internal static IReadOnlyList<IEntityType> ReadModel()
    {
        using var db = new DesignTimeDb().CreateDbContext([]);
        return [.. db.Model.GetEntityTypes().Where(e => e.ClrType.Namespace?.StartsWith("JobAnalysis.", StringComparison.Ordinal) is true)];
    }

    private static IEnumerable<string> Unscoped(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var fault = (KindOf(type), Owned: type.IsAssignableTo(typeof(IOwnedByOrganization)), Personal: type.IsAssignableTo(typeof(IAboutPerson)), Inherited: type.IsAssignableTo(typeof(IInherited))) switch
            {
                (null, _, _, _) => "has no kind",
                (ScopeKind.Person, _, false, _) => "is Person and implements no IAboutPerson",
                (ScopeKind.Organization or ScopeKind.Aggregate, false, _, _) => $"is {KindOf(type)} and implements no IOwnedByOrganization",
                (ScopeKind.Inherited, _, _, false) => "is Inherited and implements no IInherited",
                (ScopeKind.Shared or ScopeKind.Organization or ScopeKind.Aggregate or ScopeKind.Inherited, _, true, _) => $"is {KindOf(type)} and holds rows of a person",
                (ScopeKind.Shared or ScopeKind.Inherited, true, _, _) => $"is {KindOf(type)} and holds rows of one agency",
                _ => null,
            };
            if (fault is not null) yield return $"{type.Name} {fault}";
        }
    }

    private static IEnumerable<string> UsesOfSystemRows(IEnumerable<Type> types) =>
        (from type in types
         where !MayUseSystemRows.Any(area => $"{type.Outermost.Namespace}.".StartsWith($"JobAnalysis.Application.{area}.", StringComparison.Ordinal))
         from used in type.MembersUsed().OfType<MethodInfo>()
         where used.DeclaringType?.IsAssignableTo(typeof(DbContext)) is true && used.ReturnType.IsGenericType && used.ReturnType.GetGenericTypeDefinition() == typeof(DbSet<>)
         let entity = used.ReturnType.GetGenericArguments()[0]
         where KindOf(entity) is ScopeKind.System
         select $"{type.Outermost.Name} uses {entity.Name}").Distinct();
}
