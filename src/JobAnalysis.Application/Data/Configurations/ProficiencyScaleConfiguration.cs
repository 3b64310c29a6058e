using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class ProficiencyScaleConfiguration : IEntityTypeConfiguration<ProficiencyScale>
{
    public void Configure(EntityTypeBuilder<ProficiencyScale> builder)
    {
        builder.ToTable("proficiency_scale");
        builder.ComplexProperty(x => x.Name);
        builder.ComplexProperty(x => x.Note);
        builder.ComplexProperty(x => x.ReferencePeriod);
        builder.ComplexProperty(x => x.NoOpportunity);
        builder.ComplexProperty(x => x.IcapSentence);
        builder.ComplexProperty(x => x.IcapSource);
        builder.Property(x => x.Key).HasMaxLength(100);
        builder.HasIndex(x => new { x.Key, x.Version }).IsUnique();
    }
}
