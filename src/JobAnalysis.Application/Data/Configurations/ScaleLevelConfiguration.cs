using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class ScaleLevelConfiguration : IEntityTypeConfiguration<ScaleLevel>
{
    public void Configure(EntityTypeBuilder<ScaleLevel> builder)
    {
        builder.ToTable("scale_level");
        builder.HasKey(x => new { x.ScaleId, x.Rank });
        builder.ComplexProperty(x => x.Label);
        builder.ComplexProperty(x => x.Definition);
        builder.ComplexProperty(x => x.Difficulty);
        builder.ComplexProperty(x => x.Guidance);
        builder.ComplexProperty(x => x.Influence);
        builder.HasOne<ProficiencyScale>().WithMany().HasForeignKey(x => x.ScaleId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("ck_scale_level_rank", "rank between 0 and 20"));
    }
}
