using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class ResolvedRequirementConfiguration : IEntityTypeConfiguration<ResolvedRequirement>
{
    public void Configure(EntityTypeBuilder<ResolvedRequirement> builder)
    {
        builder.ToTable("resolved_requirement");
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Framework>().WithMany().HasForeignKey(x => x.FrameworkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<FrameworkVersion>().WithMany().HasForeignKey(x => x.FrameworkVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ProfileVersion>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.ProfileVersionId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TierDefaultSet>().WithMany().HasForeignKey(x => x.TierDefaultSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.ContentHash }).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("ck_resolved_requirement_lengths", "octet_length(critical) = (octet_length(required) + 7) / 8 and octet_length(required) = octet_length(importance) and octet_length(required) = octet_length(layers)"));
    }
}
