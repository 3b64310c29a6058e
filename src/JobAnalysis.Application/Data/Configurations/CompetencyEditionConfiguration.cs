using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class CompetencyEditionConfiguration : IEntityTypeConfiguration<CompetencyEdition>
{
    public void Configure(EntityTypeBuilder<CompetencyEdition> builder)
    {
        builder.ToTable("competency_edition");
        builder.ComplexProperty(x => x.Name);
        builder.ComplexProperty(x => x.Description);
        builder.ComplexProperty(x => x.Example);
        builder.Property(x => x.NameAsPrinted).HasMaxLength(200);
        builder.Property(x => x.Number).HasMaxLength(10);
        builder.HasOne<FrameworkVersion>().WithMany().HasForeignKey(x => x.FrameworkVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Competency>().WithMany().HasForeignKey(x => x.CompetencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CompetencyCategory>().WithMany().HasForeignKey(x => x.CategoryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.FrameworkVersionId, x.CompetencyId }).IsUnique();
    }
}
