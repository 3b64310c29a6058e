using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class ProfileItemConfiguration : IEntityTypeConfiguration<ProfileItem>
{
    public void Configure(EntityTypeBuilder<ProfileItem> builder)
    {
        builder.ToTable("profile_item");
        builder.HasOne<ProfileVersion>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.ProfileVersionId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Competency>().WithMany().HasForeignKey(x => x.CompetencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.ProfileVersionId, x.CompetencyId }).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("ck_profile_item_importance", "importance between 1 and 5"));
    }
}
