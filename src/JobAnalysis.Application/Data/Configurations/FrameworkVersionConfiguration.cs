using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class FrameworkVersionConfiguration : IEntityTypeConfiguration<FrameworkVersion>
{
    public void Configure(EntityTypeBuilder<FrameworkVersion> builder)
    {
        builder.ToTable("framework_version");
        builder.ComplexProperty(x => x.Source);
        builder.ComplexProperty(x => x.EnglishNote);
        builder.ComplexProperty(x => x.SourceNote);
        builder.Property(x => x.SourceSha256).HasMaxLength(64);
        builder.HasOne<Framework>().WithMany().HasForeignKey(x => x.FrameworkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.FrameworkId, x.Number }).IsUnique();
    }
}
