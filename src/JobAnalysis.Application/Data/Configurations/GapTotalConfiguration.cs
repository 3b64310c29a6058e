using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class GapTotalConfiguration : IEntityTypeConfiguration<GapTotal>
{
    public void Configure(EntityTypeBuilder<GapTotal> builder)
    {
        builder.ToTable("gap_total");
        builder.HasKey(x => new { x.OrganizationId, x.UnitId, x.CompetencyId });
        builder.HasOne<Unit>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.UnitId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Competency>().WithMany().HasForeignKey(x => x.CompetencyId).OnDelete(DeleteBehavior.Restrict);
    }
}
