using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class GapTotalConfiguration : IEntityTypeConfiguration<GapTotal>
{
    public void Configure(EntityTypeBuilder<GapTotal> builder)
    {
        builder.ToTable("gap_total");
        builder.HasKey(x => new { x.OrganizationId, x.UnitId, x.FrameworkId });
        builder.Property(x => x.Own).IsPackedCounts();
        builder.Property(x => x.Tree).IsPackedCounts();
    }
}
