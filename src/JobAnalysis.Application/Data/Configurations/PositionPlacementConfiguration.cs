using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class PositionPlacementConfiguration : IEntityTypeConfiguration<PositionPlacement>
{
    public void Configure(EntityTypeBuilder<PositionPlacement> builder)
    {
        builder.ToTable("position_placement");
        builder.HasOne<Position>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PositionId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.UnitId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.UnitId });
    }
}
