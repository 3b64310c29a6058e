using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AcceptedLevelConfiguration : IEntityTypeConfiguration<AcceptedLevel>
{
    public void Configure(EntityTypeBuilder<AcceptedLevel> builder)
    {
        builder.ToTable("accepted_level");
        builder.Property(x => x.RuleClause).HasMaxLength(100);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Competency>().WithMany().HasForeignKey(x => x.CompetencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AssessmentAnswer>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AnswerId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Assessment>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.PersonId, x.CompetencyId });
        builder.ToTable(t => t.HasCheckConstraint("ck_accepted_level_level", "level between 0 and 20"));
    }
}
