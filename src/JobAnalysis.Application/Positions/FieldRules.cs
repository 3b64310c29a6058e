using FluentValidation;
using FluentValidation.Results;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Positions;

/// <summary>Fields of this area's forms, read by the rules of the domain: what those refuse becomes an error of the field, with its code and arguments.</summary>
internal static class FieldRules
{
    extension<T>(IRuleBuilder<T, string?> rule)
    {
        public IRuleBuilderOptionsConditions<T, string?> Text(int limit, bool required = false, bool multiline = false) =>
            rule.Custom((typed, context) => context.Try(() => _ = required ? CleanText.Required(typed, limit, multiline) : CleanText.Optional(typed, limit, multiline)));

        public IRuleBuilderOptionsConditions<T, string?> Date() => rule.Custom((typed, context) => context.Try(() => _ = TaiwanDate.Read(typed)));
    }

    extension<T>(ValidationContext<T> context)
    {
        /// <summary>Runs a rule; a violation becomes an error of <paramref name="field"/>, or of the property being validated.</summary>
        public void Try(Action rule, string? field = null)
        {
            try
            {
                rule();
            }
            catch (RuleViolationException violation)
            {
                context.AddFailure(new ValidationFailure(field ?? context.PropertyPath, violation.Code) { ErrorCode = violation.Code, CustomState = violation.Args.ToArray() });
            }
        }
    }
}
