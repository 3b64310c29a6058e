namespace JobAnalysis.Application.Messaging;

/// <summary>Says which fields of a message are wrong; all at once, not the first only.</summary>
public sealed class InvalidMessageException(IReadOnlyList<FieldError> errors) : Exception("The message is not valid: " + string.Join(", ", errors.Select(e => $"{e.Field} {e.Code}")))
{
    public IReadOnlyList<FieldError> Errors { get; } = errors;
}

/// <summary>One wrong field: the property path in the message, the text key and its arguments.</summary>
public sealed record FieldError(string Field, string Code, IReadOnlyList<object> Arguments);
