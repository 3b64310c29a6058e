using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class FrameworkWarningConfiguration : IEntityTypeConfiguration<FrameworkWarning>
{
    public void Configure(EntityTypeBuilder<FrameworkWarning> builder)
    {
        builder.ToTable("framework_warning");
        builder.ComplexProperty(x => x.Text);
        builder.Property(x => x.Code).HasMaxLength(100);
        builder.HasOne<FrameworkVersion>().WithMany().HasForeignKey(x => x.FrameworkVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}
