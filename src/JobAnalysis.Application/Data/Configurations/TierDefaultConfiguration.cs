using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class TierDefaultConfiguration : IEntityTypeConfiguration<TierDefault>
{
    public void Configure(EntityTypeBuilder<TierDefault> builder)
    {
        builder.ToTable("tier_default");
        builder.ComplexProperty(x => x.Reason);
        builder.HasOne<TierDefaultSet>().WithMany().HasForeignKey(x => x.SetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Competency>().WithMany().HasForeignKey(x => x.CompetencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.SetId, x.CompetencyId, x.Tier }).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("ck_tier_default_level", "level between 0 and 20"));
    }
}
