using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class GapRunConfiguration : IEntityTypeConfiguration<GapRun>
{
    public void Configure(EntityTypeBuilder<GapRun> builder)
    {
        builder.ToTable("gap_run");
        builder.HasKey(x => new { x.OrganizationId, x.AsOf, x.FormulaVersion });
        builder.Property(x => x.PeopleDone).HasDefaultValue(0);
        builder.Property(x => x.PeopleTotal).HasDefaultValue(0);
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.AsOf }).HasFilter("requested > published").HasDatabaseName("ix_gap_run_waiting");
    }
}
