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
                var body = await ReadAsync(context);
                Check(body);
                MarkNul(body);
                context.Request.Body = new MemoryStream(body);
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

        using var copy = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(part, context.RequestAborted)) > 0;)
        {
            copy.Write(part, 0, read);
            if (copy.Length > limit)
            {
                throw new RequestRefusedException(StatusCodes.Status413PayloadTooLarge, "common.status.413");
            }
        }

        return copy.ToArray();
    }

    // The framework's form reader throws at %00, far from the field. As another control character it reaches
    // FormFilter, which tells the reader in which field it is; it is refused there and never stored.
    private static void MarkNul(Span<byte> body)
    {
        body.Replace((byte)0, (byte)1);
        for (int at; (at = body.IndexOf("%00"u8)) >= 0; body = body[(at + 3)..])
        {
            body[at + 2] = (byte)'1';
        }
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
