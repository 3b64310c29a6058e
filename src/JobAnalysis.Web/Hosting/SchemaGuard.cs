using JobAnalysis.Migrations;
using Npgsql;

namespace JobAnalysis.Web.Hosting;

/// <summary>A binary that does not fit the schema serves nothing but a sentence that says which command to run (architecture.md: the web process never migrates).</summary>
internal sealed class SchemaGuard(RequestDelegate next, NpgsqlDataSource dataSource)
{
    private volatile bool fits;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!fits && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            switch (await Migrator.FindMismatch(dataSource, context.RequestAborted))
            {
                case SchemaMismatch.Older:
                    await Refuse(context, "資料庫版本較舊，請執行 / the database is older than this program, run: jobanalysis migrate");
                    return;
                case SchemaMismatch.Newer:
                    await Refuse(context, "資料庫版本較新，請安裝新版程式 / the database is newer than this program, install the newer one");
                    return;
                default:
                    fits = true;
                    break;
            }
        }

        await next(context);
    }

    private static Task Refuse(HttpContext context, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}
