using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class CompetencyProfileConfiguration : IEntityTypeConfiguration<CompetencyProfile>
{
    public void Configure(EntityTypeBuilder<CompetencyProfile> builder)
    {
        builder.ToTable("competency_profile");
        builder.ComplexProperty(x => x.Name);
        builder.HasOne<JobFamily>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.JobFamilyId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
