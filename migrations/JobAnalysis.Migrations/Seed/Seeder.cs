using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Frameworks;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Migrations.Seed;

/// <summary>Loads what is delivered with the system. May run again, at once, or after a kill: rows are recognized by their ids, all of it is one transaction.</summary>
public static class Seeder
{
    private const int SeedLock = 0x4A41_0002;

    /// <summary>民國113年1月1日 in Taipei: a fixed instant, so that every installation has the same rows.</summary>
    public static readonly DateTimeOffset DeliveredAt = new(2023, 12, 31, 16, 0, 0, TimeSpan.Zero);

    public static async Task SeedAsync(string connectionString, Action<string> say, CancellationToken cancellationToken)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await using var db = DesignTimeDb.Create(dataSource, new RequestContext());
        await SeedAsync(db, say, cancellationToken);
    }

    /// <param name="db">Any scope will do: delivered rows belong to no agency.</param>
    /// <param name="say">Takes a line of progress for the operator.</param>
    /// <param name="cancellationToken">Nothing is written when cancelled.</param>
    public static async Task SeedAsync(JobAnalysisDb db, Action<string> say, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({SeedLock})", cancellationToken);
        var framework = new FrameworkRows(SeedFiles.ReadFramework());
        var suggested = new SuggestedRows(SeedFiles.ReadSuggested(), framework);

        var added = await AddMissing(db, framework.Lineage(), cancellationToken);
        if (!await db.FrameworkVersions.AnyAsync(v => v.Id == framework.VersionId, cancellationToken)) added += await AddVersion(db, framework, cancellationToken);
        added += await AddMissing(db, [.. suggested.All(), .. SystemRows.All()], cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        say(added == 0 ? "seed is up to date" : $"seed: {added} rows added");
    }

    /// <summary>Children first, then publishing: afterwards the database refuses every change of the version.</summary>
    private static async Task<int> AddVersion(JobAnalysisDb db, FrameworkRows framework, CancellationToken cancellationToken)
    {
        var version = framework.Version();
        object[] rows = [version, .. framework.Children()];
        db.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        version.Publish(DeliveredAt);
        await db.SaveChangesAsync(cancellationToken);
        return rows.Length;
    }

    private static async Task<int> AddMissing(JobAnalysisDb db, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        object[] missing = [.. await Missing(db, rows, cancellationToken)];
        db.AddRange(missing);
        await db.SaveChangesAsync(cancellationToken);
        return missing.Length;
    }

    private static async Task<List<object>> Missing(JobAnalysisDb db, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        List<object> missing = [];
        foreach (var row in rows)
        {
            object[] key = row switch
            {
                ScaleLevel level => [level.ScaleId, level.Rank],
                IcapReading reading => [reading.ScaleId, reading.Rank],
                _ => [db.Entry(row).Property("Id").CurrentValue!],
            };
            if (await db.FindAsync(row.GetType(), key, cancellationToken) is null) missing.Add(row);
        }
        return missing;
    }
}
