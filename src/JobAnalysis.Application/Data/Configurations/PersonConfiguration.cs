using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Organizations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Configurations;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("person");
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.NameForSearch).HasMaxLength(100);
        builder.Property(x => x.PersonnelNumber).HasMaxLength(40);
        builder.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrganizationId, x.PersonnelNumber }).IsUnique();
        builder.HasIndex(x => new { x.OrganizationId, x.AccountId }).IsUnique();
        builder.HasIndex(x => x.AccountId);
        builder.ToTable(t => t.HasCheckConstraint("ck_person_is_about_itself", "person_id = id"));
    }
}
