using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AssessmentConfiguration : IEntityTypeConfiguration<Assessment>
{
    public void Configure(EntityTypeBuilder<Assessment> builder)
    {
        builder.ToTable("assessment");
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AssessmentRound>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.RoundId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.RaterPersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.UnitId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<FrameworkVersion>().WithMany().HasForeignKey(x => x.FrameworkVersionId).OnDelete(DeleteBehavior.Restrict);
        // The unique index below holds self and supervisor only, so that it does not find all of a person's.
        builder.HasIndex(x => new { x.OrganizationId, x.PersonId });
        builder.HasIndex(x => new { x.OrganizationId, x.PersonId, x.RoundId, x.Source, x.RaterPersonId }).IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_assessment_source").HasFilter("source in ('Self', 'Supervisor')");
        builder.ToTable(t => t.HasCheckConstraint("ck_assessment_submitted", "(submitted_at is null) = (rated_on is null)"));
    }
}
