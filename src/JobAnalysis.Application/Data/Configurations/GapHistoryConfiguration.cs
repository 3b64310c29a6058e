using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JobAnalysis.Application.Data.Configurations;

/// <summary>One index serves as key and as the way to the past of an appointment; no foreign keys, as in <see cref="GapResultConfiguration"/>.</summary>
internal sealed class GapHistoryConfiguration : IEntityTypeConfiguration<GapHistory>
{
    public void Configure(EntityTypeBuilder<GapHistory> builder)
    {
        builder.ToTable("gap_history");
        builder.HasKey(x => new { x.OrganizationId, x.AppointmentId, x.FrameworkId, x.Id });
    }
}
