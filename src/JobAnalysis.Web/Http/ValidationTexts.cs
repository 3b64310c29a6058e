using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;

namespace JobAnalysis.Web.Http;

/// <summary>Data annotations speak English by themselves: each gets the key of our sentence, which is looked up when it is shown.</summary>
internal sealed class ValidationTexts : IValidationMetadataProvider, IStringLocalizer
{
    private static readonly ResourceManager s_common = new("JobAnalysis.Web.Resources.CommonText", typeof(ValidationTexts).Assembly);

    public LocalizedString this[string name] => new(name, Find(name));

    public LocalizedString this[string name, params object[] arguments] =>
        new(name, string.Format(CultureInfo.CurrentCulture, Find(name), arguments));

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null)
            {
                attribute.ErrorMessage = attribute switch
                {
                    RequiredAttribute => "common.error.required",
                    StringLengthAttribute or MaxLengthAttribute => "common.error.too-long",
                    RangeAttribute => "common.error.range",
                    _ => "common.error.invalid-value",
                };
            }
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    private static string Find(string key) => s_common.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
