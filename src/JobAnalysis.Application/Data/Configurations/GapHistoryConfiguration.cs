using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class GapHistoryConfiguration : IEntityTypeConfiguration<GapHistory>
{
    public void Configure(EntityTypeBuilder<GapHistory> builder)
    {
        builder.ToTable("gap_history");
        builder.HasOne<Appointment>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ResolvedRequirement>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.RequirementId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.AppointmentId, x.FrameworkId, x.ShownFrom });
    }
}
