using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class OrganizationPlacementConfiguration : IEntityTypeConfiguration<OrganizationPlacement>
{
    public void Configure(EntityTypeBuilder<OrganizationPlacement> builder)
    {
        builder.ToTable("organization_placement");
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.PlacedOrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.SupervisingId).OnDelete(DeleteBehavior.Restrict);
    }
}
