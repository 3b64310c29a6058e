using JobAnalysis.Application.Data;
using JobAnalysis.Application.Gaps;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace JobAnalysis.Jobs;

/// <summary>
/// Metrics and traces of a process, by the environment variables of OpenTelemetry. Without OTEL_EXPORTER_OTLP_ENDPOINT (or a Prometheus endpoint of the web
/// process) nothing is registered and nothing is measured.
/// </summary>
public static class TelemetryRegistration
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Service = "jobanalysis";

    /// <param name="services">The host's services.</param>
    /// <param name="setting">Reads a setting.</param>
    /// <param name="isScraped">Something else than OTLP takes the metrics away.</param>
    /// <returns>Null where nobody asked for telemetry.</returns>
    public static OpenTelemetryBuilder? AddTelemetry(this IServiceCollection services, Func<string, string?> setting, bool isScraped = false)
    {
        var sends = !string.IsNullOrWhiteSpace(setting(Endpoint));
        if (!sends && !isScraped) return null;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Service, serviceVersion: typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString()))
            .WithMetrics(metrics => metrics.AddMeter(GapTelemetry.Name).AddMeter(DiskAlarm.Meter).AddMeter("Npgsql").AddRuntimeInstrumentation());
        if (!sends) return telemetry;
        telemetry.WithTracing(traces => traces.AddSource(GapTelemetry.Name).AddNpgsql()).UseOtlpExporter();
        return telemetry;
    }
}
