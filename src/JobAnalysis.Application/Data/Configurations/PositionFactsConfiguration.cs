using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class PositionFactsConfiguration : IEntityTypeConfiguration<PositionFacts>
{
    public void Configure(EntityTypeBuilder<PositionFacts> builder)
    {
        builder.ToTable("position_facts");
        builder.ComplexProperty(x => x.Title);
        builder.Property(x => x.GradeText).HasMaxLength(100);
        builder.Property(x => x.JobSeries).HasMaxLength(100);
        builder.HasOne<Position>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PositionId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<JobFamily>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.JobFamilyId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.HeadsUnitId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CompetencyProfile>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.CompetencyProfileId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.CompetencyProfileId });
        builder.HasIndex(x => new { x.OrganizationId, x.HeadsUnitId });
        builder.ToTable(t => t.HasCheckConstraint("ck_position_facts_grade", "(grade_low is null) = (grade_high is null) and (grade_low is null or (grade_low between 1 and 14 and grade_high between grade_low and least(14, grade_low + 2)))"));
    }
}
