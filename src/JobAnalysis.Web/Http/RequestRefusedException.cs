namespace JobAnalysis.Web.Http;

/// <summary>The request itself is malformed or too large; <c>TextKey</c> says what to do about it.</summary>
internal sealed class RequestRefusedException(int statusCode, string textKey) : Exception(textKey)
{
    public int StatusCode { get; } = statusCode;

    public string TextKey { get; } = textKey;
}
