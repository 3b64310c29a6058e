using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AttitudeAnswerConfiguration : IEntityTypeConfiguration<AttitudeAnswer>
{
    public void Configure(EntityTypeBuilder<AttitudeAnswer> builder)
    {
        builder.ToTable("attitude_answer");
        builder.HasOne<Assessment>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AttitudeBehavior>().WithMany().HasForeignKey(x => x.BehaviorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.AssessmentId, x.BehaviorId }).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("ck_attitude_answer", "not (no_opportunity and frequency is not null) and frequency between 1 and 5"));
    }
}
