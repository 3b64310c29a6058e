using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class FrameworkPassageConfiguration : IEntityTypeConfiguration<FrameworkPassage>
{
    public void Configure(EntityTypeBuilder<FrameworkPassage> builder)
    {
        builder.ToTable("framework_passage");
        builder.ComplexProperty(x => x.Title);
        builder.ComplexProperty(x => x.Text);
        builder.HasOne<FrameworkVersion>().WithMany().HasForeignKey(x => x.FrameworkVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}
