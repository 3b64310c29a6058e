using System.Globalization;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Migrations;
using Npgsql;

namespace JobAnalysis.Web.Hosting;

/// <summary>
/// /health/live says that the process answers; /health/ready that it can serve: the database within a second, with the schema of this binary. No detail for anybody. /health/runs says that nights
/// succeed: red with the number of agencies whose results are older than 26 hours, for an alarm and not for a load balancer. So is /health/disk: red while a full or broken disk refuses writes of this process.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan DatabaseLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RunsLimit = TimeSpan.FromSeconds(5);

    extension(WebApplication app)
    {
        public void MapHealth()
        {
            app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
            app.MapGet("/health/ready", async (NpgsqlDataSource dataSource, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
            {
                // Red first on the way down, so that no new request is sent here.
                var ready = !lifetime.ApplicationStopping.IsCancellationRequested && await IsReady(dataSource, cancellationToken);
                return Results.Text(ready ? "ready" : "not ready", statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
            }).AllowAnonymous();
            app.MapGet("/health/disk", (DiskAlarm alarm) => Results.Text(alarm.Current is { } disk ? $"disk fault {disk.State}" : "no fault", statusCode: alarm.Current is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
            app.MapGet("/health/runs", async (NpgsqlDataSource dataSource, CancellationToken cancellationToken) =>
            {
                var late = await CountLate(dataSource, cancellationToken);
                return Results.Text(late switch { 0 => "0 late", { } count => string.Create(CultureInfo.InvariantCulture, $"{count} late"), null => "unknown" }, statusCode: late is 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
            }).AllowAnonymous();
        }
    }

    private static async Task<long?> CountLate(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RunsLimit);
        try
        {
            return await RunHealth.CountLateAsync(dataSource, limit.Token);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<bool> IsReady(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DatabaseLimit);
        try
        {
            return await Migrator.FindMismatch(dataSource, limit.Token) is null;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }
}
