using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("audit_event");
        builder.Property(x => x.What).HasMaxLength(100);
        builder.Property(x => x.ActingAs).HasMaxLength(200);
        builder.Property(x => x.Address).HasMaxLength(64);
        builder.Property(x => x.Change).HasColumnType("jsonb");
        builder.HasIndex(x => new { x.OrganizationId, x.At });
        builder.HasIndex(x => x.Subjects).HasMethod("gin");
    }
}

internal sealed class AuditDetailConfiguration : IEntityTypeConfiguration<AuditDetail>
{
    public void Configure(EntityTypeBuilder<AuditDetail> builder)
    {
        builder.ToTable("audit_detail").HasKey(x => new { x.EventId, x.Subject });
        builder.HasOne<AuditEvent>().WithMany().HasForeignKey(x => x.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("audit_seal").HasKey(x => x.EventId);
        builder.HasOne<AuditEvent>().WithOne().HasForeignKey<AuditSeal>(x => x.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.ChainId, x.Number }).IsUnique();
    }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency").HasKey(x => new { x.AccountId, x.Key, x.Message, x.ContentHash });
        builder.Property(x => x.Message).HasMaxLength(100);
        builder.Property(x => x.Result).HasColumnType("text").HasMaxLength(1_000_000);
    }
}

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("outbox");
        builder.Property(x => x.To).HasMaxLength(256);
        builder.Property(x => x.Subject).HasMaxLength(400);
        builder.Property(x => x.Body).HasMaxLength(20000);
        builder.HasIndex(x => x.NextTryAt).HasFilter("sent_at is null");
    }
}

internal sealed class WorkTaskConfiguration : IEntityTypeConfiguration<WorkTask>
{
    public void Configure(EntityTypeBuilder<WorkTask> builder)
    {
        builder.ToTable("task");
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.SubjectPersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AddresseePersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AddresseeUnitId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.DueOn }).HasFilter("completed_at is null");
    }
}
