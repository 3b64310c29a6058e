using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AssessmentAnswerConfiguration : IEntityTypeConfiguration<AssessmentAnswer>
{
    public void Configure(EntityTypeBuilder<AssessmentAnswer> builder)
    {
        builder.ToTable("assessment_answer");
        builder.Property(x => x.Comment).HasMaxLength(2000);
        builder.HasOne<Assessment>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Competency>().WithMany().HasForeignKey(x => x.CompetencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.AssessmentId, x.CompetencyId }).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("ck_assessment_answer_level", "(kind = 'Rated') = (level is not null) and level between 0 and 20"));
    }
}
