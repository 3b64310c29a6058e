using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class GapResultConfiguration : IEntityTypeConfiguration<GapResult>
{
    public void Configure(EntityTypeBuilder<GapResult> builder)
    {
        builder.ToTable("gap_result");
        builder.HasKey(x => new { x.OrganizationId, x.AppointmentId, x.FrameworkId });
        builder.HasOne<Appointment>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.UnitId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ResolvedRequirement>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.RequirementId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Framework>().WithMany().HasForeignKey(x => x.FrameworkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.UnitId });
        builder.HasIndex(x => new { x.OrganizationId, x.PersonId });
        builder.HasIndex(x => new { x.OrganizationId, x.NextChangeOn });
        builder.ToTable(t => t.HasCheckConstraint("ck_gap_result_lengths", "octet_length(required) = octet_length(accepted) and octet_length(required) = octet_length(states) and octet_length(required) = octet_length(flags) and octet_length(required) = cardinality(valid_to_days)"));
    }
}
