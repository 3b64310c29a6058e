using System.Security.Cryptography;
using System.Text;
using JobAnalysis.Jobs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace JobAnalysis.Web.Hosting;

/// <summary>
/// OTLP where OTEL_EXPORTER_OTLP_ENDPOINT is set; /metrics for Prometheus where JOBANALYSIS_METRICS_TOKEN is set, to whoever sends it as a bearer token.
/// For everybody else, and without the setting, the address does not exist.
/// </summary>
internal static class Telemetry
{
    public const string Token = "JOBANALYSIS_METRICS_TOKEN";

    private const int LeastToken = 16;

    extension(WebApplicationBuilder builder)
    {
        public void AddTelemetry()
        {
            var token = builder.Configuration[Token];
            if (token is { Length: > 0 and < LeastToken }) throw new InvalidOperationException($"{Token} must have at least {LeastToken} characters. 至少 {LeastToken} 個字元。");
            var isScraped = !string.IsNullOrEmpty(token);
            if (builder.Services.AddTelemetry(name => builder.Configuration[name], isScraped) is not { } telemetry) return;
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddAspNetCoreInstrumentation();
                if (isScraped) metrics.AddPrometheusExporter();
            });
            if (!string.IsNullOrWhiteSpace(builder.Configuration[TelemetryRegistration.Endpoint])) telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation());
        }
    }

    extension(WebApplication app)
    {
        /// <summary>In front of sign-in, which a scraper does not do.</summary>
        public void UseMetrics()
        {
            if (app.Configuration[Token] is not { Length: >= LeastToken } token) return;
            var wanted = SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}"));
            app.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Request.Path == "/metrics" && HttpMethods.IsGet(context.Request.Method)
                && CryptographicOperations.FixedTimeEquals(wanted, SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()))));
        }
    }
}
