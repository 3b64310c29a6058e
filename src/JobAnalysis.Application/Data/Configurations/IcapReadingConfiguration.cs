using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class IcapReadingConfiguration : IEntityTypeConfiguration<IcapReading>
{
    public void Configure(EntityTypeBuilder<IcapReading> builder)
    {
        builder.ToTable("icap_reading");
        builder.HasKey(x => new { x.ScaleId, x.Rank });
        builder.ComplexProperty(x => x.Note);
        builder.ComplexProperty(x => x.Wording);
        builder.HasOne<ProficiencyScale>().WithMany().HasForeignKey(x => x.ScaleId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("ck_icap_reading", "icap_from between 1 and 6 and icap_to between icap_from and 6"));
    }
}
