using System.Reflection;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace JobAnalysis.Application.Access;

/// <summary>The one place that decides which rows an actor sees. One loop; a new entity gets its filter by declaring its kind.</summary>
internal static class ScopeFilters
{
    public const string Name = "scope";

    private static readonly MethodInfo[] Appliers = typeof(ScopeFilters).GetMethods(BindingFlags.Static | BindingFlags.NonPublic);

    public static void Apply(ModelBuilder model, JobAnalysisDb db)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => IsOurs(e.ClrType)))
        {
            var applier = KindOf(entity) switch
            {
                ScopeKind.Organization => nameof(ApplyOrganization),
                ScopeKind.Person => nameof(ApplyPerson),
                ScopeKind.Inherited => nameof(ApplyInherited),
                ScopeKind.Aggregate => nameof(ApplyAggregate),
                _ => null,
            };
            if (applier is not null) Appliers.Single(m => m.Name == applier).MakeGenericMethod(entity.ClrType).Invoke(null, [model, db]);
        }
    }

    /// <summary>Identity's own tables and the key ring belong to accounts; they hold no agency's data.</summary>
    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("JobAnalysis.", StringComparison.Ordinal) is true;

    public static ScopeKind KindOf(IReadOnlyTypeBase entity) => entity.ClrType.GetCustomAttribute<ScopeKindAttribute>()?.Kind
        ?? throw new InvalidOperationException($"{entity.ClrType.Name} declares no [ScopeKind]; see Access/README.md.");

    private static void ApplyOrganization<T>(ModelBuilder model, JobAnalysisDb db)
        where T : class, IOwnedByOrganization => model.Entity<T>().HasQueryFilter(Name, row => db.Scope.Organizations.Contains(row.OrganizationId));

    private static void ApplyPerson<T>(ModelBuilder model, JobAnalysisDb db)
        where T : class, IAboutPerson => model.Entity<T>().HasQueryFilter(Name, row =>
            db.Scope.WholeOrganizations.Contains(row.OrganizationId)
            || (db.Scope.Organizations.Contains(row.OrganizationId)
                && (db.Scope.People.Contains(row.PersonId)
                    || db.PersonUnits.Any(at => at.OrganizationId == row.OrganizationId && at.PersonId == row.PersonId
                        && db.Scope.Units.Contains(at.UnitId) && at.ValidFrom <= db.Scope.Today && (at.ValidTo == null || db.Scope.Today < at.ValidTo)))));

    private static void ApplyInherited<T>(ModelBuilder model, JobAnalysisDb db)
        where T : class, IInherited => model.Entity<T>().HasQueryFilter(Name, row =>
            row.OwnerOrganizationId == null || db.Scope.SelfAndSuperiors.Contains(row.OwnerOrganizationId.Value));

    private static void ApplyAggregate<T>(ModelBuilder model, JobAnalysisDb db)
        where T : class, IOwnedByOrganization => model.Entity<T>().HasQueryFilter(Name, row => db.Scope.AggregateOrganizations.Contains(row.OrganizationId));
}
