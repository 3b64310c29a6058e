using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Frameworks;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class AcceptedVectorConfiguration : IEntityTypeConfiguration<AcceptedVector>
{
    public void Configure(EntityTypeBuilder<AcceptedVector> builder)
    {
        builder.ToTable("accepted_vector");
        builder.HasKey(x => new { x.OrganizationId, x.PersonId, x.FrameworkId });
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Framework>().WithMany().HasForeignKey(x => x.FrameworkId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.ValidFromDays).IsPackedDays();
        builder.Property(x => x.ValidToDays).IsPackedDays();
        builder.ToTable(t => t.HasCheckConstraint("ck_accepted_vector_lengths", "octet_length(levels) * 4 = octet_length(valid_from_days) and octet_length(levels) * 4 = octet_length(valid_to_days) and octet_length(levels) = octet_length(input_flags)"));
    }
}
