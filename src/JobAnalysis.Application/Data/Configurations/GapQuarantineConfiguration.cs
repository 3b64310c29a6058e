using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class GapQuarantineConfiguration : IEntityTypeConfiguration<GapQuarantine>
{
    public void Configure(EntityTypeBuilder<GapQuarantine> builder)
    {
        builder.ToTable("gap_quarantine");
        builder.HasKey(x => new { x.OrganizationId, x.PersonId });
        builder.Property(x => x.Code).HasMaxLength(100);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
    }
}
