using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AttitudeBehaviorConfiguration : IEntityTypeConfiguration<AttitudeBehavior>
{
    public void Configure(EntityTypeBuilder<AttitudeBehavior> builder)
    {
        builder.ToTable("attitude_behavior");
        builder.ComplexProperty(x => x.Text);
        builder.ComplexProperty(x => x.Note);
        builder.HasOne<Attitude>().WithMany().HasForeignKey(x => x.AttitudeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ProficiencyScale>().WithMany().HasForeignKey(x => x.ScaleId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("ck_attitude_behavior_number", "number between 1 and 3"));
    }
}
