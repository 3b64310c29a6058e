using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AppointmentTierConfiguration : IEntityTypeConfiguration<AppointmentTier>
{
    public void Configure(EntityTypeBuilder<AppointmentTier> builder)
    {
        builder.ToTable("appointment_tier");
        builder.HasOne<Appointment>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TierRule>().WithMany().HasForeignKey(x => x.TierRuleId).OnDelete(DeleteBehavior.Restrict);
    }
}
