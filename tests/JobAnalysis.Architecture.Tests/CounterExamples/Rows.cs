using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Architecture.Tests.CounterExamples;

internal sealed class WithoutKind;

[ScopeKind(ScopeKind.Shared)]
internal sealed class PersonalButShared : IAboutPerson
{
    public Guid OrganizationId { get; init; }

    public Guid PersonId { get; init; }
}

[ScopeKind(ScopeKind.Organization)]
internal sealed class OrganizationWithoutOwner;

internal static class ReadsOutbox
{
    public static async Task<int> Count(JobAnalysisDb db) => await db.OutboxMails.CountAsync() + await db.Set<AuditEvent>().CountAsync();
}

internal static class ForgetfulSql
{
    public static int Read(JobAnalysisDb db, Guid organizationId) => db is null ? 0 : organizationId.Variant;

    private static int Own(int rows) => rows;

    internal static int WithScope(JobAnalysisDb db, Application.Access.Scope scope) => db is null ? 0 : Own(scope.Units.Length);
}

/// <summary>A model of which nobody made a migration.</summary>
internal sealed class ForgottenMigrationDb(DbContextOptions<ForgottenMigrationDb> options) : DbContext(options)
{
    public DbSet<Row> Rows => Set<Row>();

    internal sealed class Row
    {
        public Guid Id { get; init; }
    }
}

public sealed class Undocumented;
