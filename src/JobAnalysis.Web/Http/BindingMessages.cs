using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Mvc;

namespace JobAnalysis.Web.Http;

/// <summary>Model binding speaks English by itself; these are its sentences in the reader's language.</summary>
internal static class BindingMessages
{
    private static readonly ResourceManager s_common = new("JobAnalysis.Web.Resources.CommonText", typeof(BindingMessages).Assembly);

    extension(MvcOptions options)
    {
        public void AddBindingMessages()
        {
            var messages = options.ModelBindingMessageProvider;
            messages.SetValueMustNotBeNullAccessor(_ => Say("common.error.required"));
            messages.SetMissingBindRequiredValueAccessor(_ => Say("common.error.required"));
            messages.SetMissingKeyOrValueAccessor(() => Say("common.error.required"));
            messages.SetMissingRequestBodyRequiredValueAccessor(() => Say("common.error.required"));
            messages.SetAttemptedValueIsInvalidAccessor((_, _) => Say("common.error.invalid-value"));
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Say("common.error.invalid-value"));
            messages.SetUnknownValueIsInvalidAccessor(_ => Say("common.error.invalid-value"));
            messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Say("common.error.invalid-value"));
            messages.SetValueIsInvalidAccessor(_ => Say("common.error.invalid-value"));
            messages.SetValueMustBeANumberAccessor(_ => Say("common.error.number"));
            messages.SetNonPropertyValueMustBeANumberAccessor(() => Say("common.error.number"));
        }
    }

    private static string Say(string key) => s_common.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
