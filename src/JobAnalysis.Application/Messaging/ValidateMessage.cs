using FluentValidation;
using MediatR;

namespace JobAnalysis.Application.Messaging;

/// <summary>Third: shape. A validator's error code is a text key; its state, an object array, holds the arguments.</summary>
internal sealed class ValidateMessage<TMessage, TResult>(IEnumerable<IValidator<TMessage>> validators) : IPipelineBehavior<TMessage, TResult>
{
    public async Task<TResult> Handle(TMessage request, CancellationToken cancellationToken, RequestHandlerDelegate<TResult> next)
    {
        List<FieldError> errors = [];
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            errors.AddRange(result.Errors.Select(e => new FieldError(e.PropertyName, e.ErrorCode, e.CustomState as object[] ?? [])));
        }

        return errors.Count == 0 ? await next() : throw new InvalidMessageException(errors);
    }
}
