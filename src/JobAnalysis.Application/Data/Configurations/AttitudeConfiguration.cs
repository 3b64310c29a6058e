using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AttitudeConfiguration : IEntityTypeConfiguration<Attitude>
{
    public void Configure(EntityTypeBuilder<Attitude> builder)
    {
        builder.ToTable("attitude");
        builder.Property(x => x.Key).HasMaxLength(40);
        builder.HasOne<Framework>().WithMany().HasForeignKey(x => x.FrameworkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.FrameworkId, x.Ordinal }).IsUnique();
        builder.HasIndex(x => new { x.FrameworkId, x.Key }).IsUnique();
    }
}
