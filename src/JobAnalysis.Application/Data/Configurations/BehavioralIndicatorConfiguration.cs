using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class BehavioralIndicatorConfiguration : IEntityTypeConfiguration<BehavioralIndicator>
{
    public void Configure(EntityTypeBuilder<BehavioralIndicator> builder)
    {
        builder.ToTable("behavioral_indicator");
        builder.ComplexProperty(x => x.Text);
        builder.HasOne<Competency>().WithMany().HasForeignKey(x => x.CompetencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ProficiencyScale>().WithMany().HasForeignKey(x => x.ScaleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.CompetencyId, x.ScaleId, x.Rank });
    }
}
