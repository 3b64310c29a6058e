using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AttitudeEditionConfiguration : IEntityTypeConfiguration<AttitudeEdition>
{
    public void Configure(EntityTypeBuilder<AttitudeEdition> builder)
    {
        builder.ToTable("attitude_edition");
        builder.ComplexProperty(x => x.Name);
        builder.ComplexProperty(x => x.Description);
        builder.ComplexProperty(x => x.Example);
        builder.Property(x => x.NameAsPrinted).HasMaxLength(200);
        builder.HasOne<FrameworkVersion>().WithMany().HasForeignKey(x => x.FrameworkVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Attitude>().WithMany().HasForeignKey(x => x.AttitudeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.FrameworkVersionId, x.AttitudeId }).IsUnique();
    }
}
