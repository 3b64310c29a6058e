using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace JobAnalysis.Application.Data;

/// <summary>What holds for every table, said once: ids are made by us, enums are text with a check, revisions are concurrency tokens, keys begin with the organization.</summary>
internal static class ModelConventions
{
    public const int DefaultTextLength = 4000;

    public static void Configure(ModelConfigurationBuilder builder)
    {
        builder.ComplexProperties<LocalizedText>();
        builder.Properties<string>().HaveMaxLength(DefaultTextLength);
        builder.Properties<DateTimeOffset>().HaveColumnType("timestamp with time zone");
        builder.Properties<DateOnly>().HaveColumnType("date");
    }

    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => e.GetViewName() is null))
        {
            if (entity.FindPrimaryKey() is null && typeof(IOwnedByOrganization).IsAssignableFrom(entity.ClrType))
                model.Entity(entity.ClrType).HasKey(nameof(IOwnedByOrganization.OrganizationId), "Id");
            KeyByOrganization(model, entity);
            foreach (var property in Properties(entity)) Describe(model, entity, property);
            if (typeof(IDated).IsAssignableFrom(entity.ClrType))
                model.Entity(entity.ClrType).ToTable(t => t.HasCheckConstraint($"ck_{entity.GetTableName()}_period", "valid_to > valid_from"));
        }
    }

    /// <summary>EF's convention takes "Id" alone as the key; tables of an agency are keyed by (organization, id).</summary>
    private static void KeyByOrganization(ModelBuilder model, IMutableEntityType entity)
    {
        if (!typeof(IOwnedByOrganization).IsAssignableFrom(entity.ClrType)) return;
        if (entity.FindPrimaryKey() is { Properties: [{ Name: "Id" }] }) model.Entity(entity.ClrType).HasKey(nameof(IOwnedByOrganization.OrganizationId), "Id");
    }

    private static IEnumerable<IMutableProperty> Properties(IMutableTypeBase type) => type.GetProperties().Concat(type.GetComplexProperties().SelectMany(c => Properties(c.ComplexType)));

    private static void Describe(ModelBuilder model, IMutableEntityType entity, IMutableProperty property)
    {
        if (property.IsPrimaryKey() && property.ClrType == typeof(Guid)) property.ValueGenerated = ValueGenerated.Never;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
        {
            property.SetProviderClrType(typeof(string));
            property.SetMaxLength(40);
            var column = property.GetColumnName();
            var table = entity.GetTableName();
            var values = string.Join(", ", Enum.GetNames(type).Select(name => $"'{name}'"));
            model.Entity(entity.ClrType).ToTable(t => t.HasCheckConstraint($"ck_{table}_{column}", $"{column} in ({values})"));
        }

        if (property.Name == nameof(IRevised.Revision) && typeof(IRevised).IsAssignableFrom(entity.ClrType)) property.IsConcurrencyToken = true;
    }
}
