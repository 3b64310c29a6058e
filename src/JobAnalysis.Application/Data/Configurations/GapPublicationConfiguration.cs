using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class GapPublicationConfiguration : IEntityTypeConfiguration<GapPublication>
{
    public void Configure(EntityTypeBuilder<GapPublication> builder)
    {
        builder.ToTable("gap_publication");
        builder.Property(x => x.Failures).HasColumnType("jsonb");
        builder.Property(x => x.Snapshot).HasColumnType("text");
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.AsOf });
    }
}
