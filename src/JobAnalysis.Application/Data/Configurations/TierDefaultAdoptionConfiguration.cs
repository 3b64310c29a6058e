using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class TierDefaultAdoptionConfiguration : IEntityTypeConfiguration<TierDefaultAdoption>
{
    public void Configure(EntityTypeBuilder<TierDefaultAdoption> builder)
    {
        builder.ToTable("tier_default_adoption");
        builder.Property(x => x.DocumentNumber).HasMaxLength(100);
        builder.HasOne<TierDefaultSet>().WithMany().HasForeignKey(x => x.SetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Framework>().WithMany().HasForeignKey(x => x.FrameworkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
