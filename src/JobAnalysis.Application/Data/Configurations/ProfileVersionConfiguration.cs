using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class ProfileVersionConfiguration : IEntityTypeConfiguration<ProfileVersion>
{
    public void Configure(EntityTypeBuilder<ProfileVersion> builder)
    {
        builder.ToTable("profile_version");
        builder.Property(x => x.DocumentNumber).HasMaxLength(100);
        builder.HasOne<CompetencyProfile>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.CompetencyProfileId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<FrameworkVersion>().WithMany().HasForeignKey(x => x.FrameworkVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.CompetencyProfileId, x.Number }).IsUnique();
        builder.HasIndex(x => new { x.OrganizationId, x.CompetencyProfileId, x.EffectiveFrom }).IsUnique().HasDatabaseName("ux_profile_version_effective_from");
        builder.HasIndex(x => new { x.OrganizationId, x.CompetencyProfileId }).IsUnique().HasFilter("status = 'Draft'").HasDatabaseName("ux_profile_version_draft");
        builder.ToTable(t => t.HasCheckConstraint("ck_profile_version_published", "(status = 'Published') = (effective_from is not null and document_number is not null and published_at is not null and published_by is not null)"));
    }
}
