using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class TierDefaultSetConfiguration : IEntityTypeConfiguration<TierDefaultSet>
{
    public void Configure(EntityTypeBuilder<TierDefaultSet> builder)
    {
        builder.ToTable("tier_default_set");
        builder.ComplexProperty(x => x.Name);
        builder.ComplexProperty(x => x.Note);
        builder.HasOne<Framework>().WithMany().HasForeignKey(x => x.FrameworkId).OnDelete(DeleteBehavior.Restrict);
    }
}
