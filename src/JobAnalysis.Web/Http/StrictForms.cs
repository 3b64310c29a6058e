using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;

namespace JobAnalysis.Web.Http;

/// <summary>
/// The framework replaces broken UTF-8 in a form by U+FFFD and goes on; here it is refused before anything reads it,
/// and the limits are told with a sentence instead of an exception deep in model binding.
/// </summary>
internal sealed class StrictForms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsUnsafe && context.Request.HasFormContentType)
        {
            RefuseOtherCharset(context.Request);
            if (context.Request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            {
                Check(await ReadAsync(context));
            }
        }

        await next(context);
    }

    private static void RefuseOtherCharset(HttpRequest request)
    {
        var charset = request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"');
        if (charset is { Length: > 0 } && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "common.status.broken-text");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        // The endpoint may raise the server's limit; a server without one (the test host) still has ours.
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? Limits.BodyBytes;
        if (context.Request.ContentLength > limit)
        {
            throw new RequestRefusedException(StatusCodes.Status413PayloadTooLarge, "common.status.413");
        }

        context.Request.EnableBuffering(Limits.BodyBytes, limit);
        using var copy = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(copy, context.RequestAborted);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException && copy.Length >= limit - Limits.FormValueBytes)
        {
            throw new RequestRefusedException(StatusCodes.Status413PayloadTooLarge, "common.status.413");
        }

        context.Request.Body.Position = 0;
        return copy.ToArray();
    }

    private static void Check(byte[] body)
    {
        var plain = new byte[body.Length];
        var length = 0;
        var values = body.Length > 0 ? 1 : 0;
        var start = 0;
        for (var at = 0; at < body.Length; at++)
        {
            var value = body[at];
            if (value == (byte)'&')
            {
                values++;
                start = length;
            }
            else if (value == (byte)'%' && at + 2 < body.Length && char.IsAsciiHexDigit((char)body[at + 1]) && char.IsAsciiHexDigit((char)body[at + 2]))
            {
                value = Convert.FromHexString([(char)body[at + 1], (char)body[at + 2]])[0];
                at += 2;
            }

            plain[length++] = value;
            if (length - start > Limits.FormValueBytes + Limits.FormKeyBytes)
            {
                throw new RequestRefusedException(StatusCodes.Status413PayloadTooLarge, "common.status.413");
            }
        }

        if (values > Limits.FormValues)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "common.status.too-many-values");
        }

        if (!Utf8.IsValid(plain.AsSpan(0, length)))
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "common.status.broken-text");
        }
    }
}
