using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class ProfileCellConfiguration : IEntityTypeConfiguration<ProfileCell>
{
    public void Configure(EntityTypeBuilder<ProfileCell> builder)
    {
        builder.ToTable("profile_cell");
        builder.Property(x => x.Reason).HasMaxLength(1000);
        builder.HasOne<ProfileVersion>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.ProfileVersionId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Competency>().WithMany().HasForeignKey(x => x.CompetencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.ProfileVersionId, x.CompetencyId, x.Tier }).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("ck_profile_cell_level", "level between 0 and 20"));
    }
}
