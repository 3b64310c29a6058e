using FluentValidation;

namespace JobAnalysis.Application.Positions;

/// <summary>What the form of publishing holds, as typed; the same for the check before and the act itself.</summary>
internal interface IPublicationForm
{
    string? EffectiveFrom { get; }

    string? DocumentDate { get; }

    string? DocumentNumber { get; }
}

internal abstract class PublicationFormValidator<T> : AbstractValidator<T>
    where T : IPublicationForm
{
    public const int NumberLimit = 100;

    protected PublicationFormValidator()
    {
        RuleFor(c => c.EffectiveFrom).Date();
        RuleFor(c => c.DocumentDate).Date();
        RuleFor(c => c.DocumentNumber).Text(NumberLimit, required: true);
    }
}
