using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class LeaveWithoutPayConfiguration : IEntityTypeConfiguration<LeaveWithoutPay>
{
    public void Configure(EntityTypeBuilder<LeaveWithoutPay> builder)
    {
        builder.ToTable("leave_without_pay");
        builder.Property(x => x.DocumentNumber).HasMaxLength(100);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
    }
}
