using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class UnitPlacementConfiguration : IEntityTypeConfiguration<UnitPlacement>
{
    public void Configure(EntityTypeBuilder<UnitPlacement> builder)
    {
        builder.ToTable("unit_placement");
        builder.Property(x => x.Path).HasColumnType("ltree");
        builder.HasOne<Unit>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.UnitId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.ParentId }).OnDelete(DeleteBehavior.Restrict);
    }
}
