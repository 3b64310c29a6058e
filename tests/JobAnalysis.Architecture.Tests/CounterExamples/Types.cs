using Hangfire;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace JobAnalysis.Architecture.Tests.CounterExamples;

internal sealed class DomainWithConnection
{
    public static async Task<object?> Count(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection.ServerVersion;
    }
}

internal sealed class ApplicationWithHttp(IHttpContextAccessor http)
{
    public string? Enqueue(IBackgroundJobClient jobs) => http.HttpContext is null ? null : jobs.Enqueue(() => Console.Beep());
}

internal sealed class RatingHelper;
