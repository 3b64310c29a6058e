using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace JobAnalysis.Web.Http;

/// <summary>The numbers of the load protection table (security-reliability.md A4).</summary>
internal static class Limits
{
    public const int BodyBytes = 1024 * 1024;
    public const int FormValues = 2_000;
    public const int FormKeyBytes = 2 * 1024;
    public const int FormValueBytes = 64 * 1024;
    public const int MultipartBytes = 10 * 1024 * 1024;

    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = BodyBytes;
        options.Limits.MaxConcurrentConnections = 2_000;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
    }

    public static void Apply(FormOptions options)
    {
        options.ValueCountLimit = FormValues;
        options.KeyLengthLimit = FormKeyBytes;
        options.ValueLengthLimit = FormValueBytes;
        options.MultipartBodyLengthLimit = MultipartBytes;
    }
}
