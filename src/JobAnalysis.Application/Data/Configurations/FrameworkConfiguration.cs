using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class FrameworkConfiguration : IEntityTypeConfiguration<Framework>
{
    public void Configure(EntityTypeBuilder<Framework> builder)
    {
        builder.ToTable("framework");
        builder.ComplexProperty(x => x.Name);
        builder.ComplexProperty(x => x.Subtitle);
        builder.Property(x => x.Key).HasMaxLength(100);
        builder.HasIndex(x => x.Key).IsUnique();
    }
}
