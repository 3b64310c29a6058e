using JobAnalysis.Domain.Gaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JobAnalysis.Application.Data.Configurations;

/// <summary>No foreign keys: a run derives every id from the rows it read of the agency, and none of those is ever deleted (ADR 0016).</summary>
internal sealed class GapResultConfiguration : IEntityTypeConfiguration<GapResult>
{
    public void Configure(EntityTypeBuilder<GapResult> builder)
    {
        builder.ToTable("gap_result");
        builder.HasKey(x => new { x.OrganizationId, x.AppointmentId, x.FrameworkId });
        builder.Property(x => x.ValidToDays).IsPackedDays();
        builder.Property(x => x.SettingIds).IsPackedIds();
        builder.HasIndex(x => new { x.OrganizationId, x.UnitId });
        builder.HasIndex(x => new { x.OrganizationId, x.PersonId });
        builder.HasIndex(x => new { x.OrganizationId, x.NextChangeOn }).HasFilter("next_change_on is not null");
        builder.ToTable(t => t.HasCheckConstraint("ck_gap_result_lengths", "octet_length(required) = octet_length(accepted) and octet_length(required) = octet_length(states) and octet_length(required) = octet_length(flags) and octet_length(required) * 4 = octet_length(valid_to_days)"));
    }
}
