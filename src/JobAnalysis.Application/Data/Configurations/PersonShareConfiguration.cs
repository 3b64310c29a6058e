using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class PersonShareConfiguration : IEntityTypeConfiguration<PersonShare>
{
    public void Configure(EntityTypeBuilder<PersonShare> builder)
    {
        builder.ToTable("person_share");
        builder.Property(x => x.Reason).HasMaxLength(400);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.PersonId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.ViewerAccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => x.ViewerAccountId);
    }
}
