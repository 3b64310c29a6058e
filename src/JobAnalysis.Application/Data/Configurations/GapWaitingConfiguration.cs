using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class GapWaitingConfiguration : IEntityTypeConfiguration<GapWaiting>
{
    public void Configure(EntityTypeBuilder<GapWaiting> builder)
    {
        builder.ToTable("gap_waiting");
        builder.HasKey(x => new { x.OrganizationId, x.PersonId });
        builder.HasIndex(x => new { x.OrganizationId, x.NextChangeOn });
    }
}
