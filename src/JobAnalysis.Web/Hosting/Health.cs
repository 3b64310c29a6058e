using JobAnalysis.Migrations;
using Npgsql;

namespace JobAnalysis.Web.Hosting;

/// <summary>/health/live says that the process answers; /health/ready that it can serve: the database within a second, with the schema of this binary. No detail for anybody.</summary>
internal static class Health
{
    private static readonly TimeSpan DatabaseLimit = TimeSpan.FromSeconds(1);

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
