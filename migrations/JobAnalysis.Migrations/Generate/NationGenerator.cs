using System.Diagnostics;
using System.Globalization;
using JobAnalysis.Migrations.Demo;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Migrations.Generate;

/// <summary>
/// Makes a synthetic nation in a seeded database that holds nothing else: agencies, units, profiles, people, ratings of two sources, accepted levels.
/// For measuring; every name in it is made up. A run that was cut short leaves a half-filled database to drop.
/// </summary>
public static class NationGenerator
{
    /// <summary>Bytes on disk of one person and of one person's ratings, measured; half as much again passes through the log.</summary>
    private const long BytesOfPerson = 4_500;
    private const long BytesOfRatings = 23_000;

    /// <param name="ownerConnectionString">Role that owns the tables: indexes are taken off and made again.</param>
    /// <param name="options">How many people, from which seed.</param>
    /// <param name="say">Takes a line of progress.</param>
    /// <param name="cancellationToken">Cancels between rows.</param>
    /// <exception cref="GenerateException">The counts are absurd, the disk is too small, or the database holds other data.</exception>
    public static async Task RunAsync(string ownerConnectionString, GenerateOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        Check(options);
        var watch = Stopwatch.StartNew();
        await using var dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ownerConnectionString) { CommandTimeout = 0 });
        var nation = Nation.Of(options);
        await CheckDisk(dataSource, ownerConnectionString, nation, cancellationToken);
        Seats seats;
        await using (var db = SyntheticFramework.Open(dataSource))
        {
            if (await db.Organizations.AnyAsync(cancellationToken) || await db.Frameworks.AnyAsync(f => f.Id == SyntheticFramework.Id, cancellationToken))
                throw new GenerateException("資料庫已有機關，合成資料只能放進空的資料庫。 / the database holds agencies; a synthetic nation goes into an empty database only.");
            seats = new(nation, (await Catalog.ReadAsync(db, cancellationToken)).TierRules);
            await SyntheticFramework.Write(db, cancellationToken);
        }

        Report($"{options.People:N0} 人、{nation.Agencies.Count} 機關（最大 {nation.Agencies[0].Size:N0} 人）、{nation.Agencies.Sum(a => a.Profiles):N0} 份需求表 / people, agencies, profiles");
        var ids = new NationIds(nation);
        var course = new Course(nation, seats);
        await new TableLoad(
            dataSource,
            [
                .. new AgencyTables(nation, ids).All(), .. new PositionTables(nation, ids, seats).All(), .. new PersonTables(nation, ids, seats).All(),
                .. new RatingTables(nation, ids, course).All(), .. new LevelTables(nation, ids, course).All(),
            ],
            Report).Run(cancellationToken);
        Report("ANALYZE, CHECKPOINT…");
        await using (var analyze = dataSource.CreateCommand("vacuum (analyze)")) await analyze.ExecuteNonQueryAsync(cancellationToken);
        await Checkpoint(dataSource, Report, cancellationToken);
        Report("完成 / done");

        void Report(string line) => say(string.Create(CultureInfo.InvariantCulture, $"[{watch.Elapsed.TotalSeconds,6:0.0} s] {line}"));
    }

    private static void Check(GenerateOptions options)
    {
        if (options.People is < 1 or > GenerateOptions.MostPeople)
            throw new GenerateException($"人數必須是 1 到 {GenerateOptions.MostPeople}，不能是 {options.People}。 / the number of people must be 1 to {GenerateOptions.MostPeople}, not {options.People}.");
        if (options.Today < NationDays.FirstTierRule.AddMonths(40) || options.Today.Year > 2200)
            throw new GenerateException($"日期 {options.Today:yyyy-MM-dd} 不在可產生的範圍。 / the day {options.Today:yyyy-MM-dd} is outside the range that can be made.");
    }

    /// <summary>Only where the server stands on this machine; elsewhere PostgreSQL itself says when the disk is full.</summary>
    private static async Task CheckDisk(NpgsqlDataSource dataSource, string connectionString, Nation nation, CancellationToken cancellationToken)
    {
        var host = new NpgsqlConnectionStringBuilder(connectionString).Host ?? "";
        if (!host.StartsWith('/')) return;
        var folder = host;
        try
        {
            await using var command = dataSource.CreateCommand("show data_directory");
            folder = (string?)await command.ExecuteScalarAsync(cancellationToken) ?? host;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            // The socket of a private cluster stands beside its data.
        }
        var needed = ((nation.People * BytesOfPerson) + (nation.Agencies.Where(nation.IsRated).Sum(a => a.Size) * BytesOfRatings)) * 3 / 2;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (needed > free)
            throw new GenerateException($"磁碟空間不足：{nation.People} 人約需 {Gigabytes(needed)} GB，剩 {Gigabytes(free)} GB。 / the disk is too small: {nation.People} people take about {Gigabytes(needed)} GB, {Gigabytes(free)} GB are free.");
    }

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);

    private static async Task Checkpoint(NpgsqlDataSource dataSource, Action<string> say, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = dataSource.CreateCommand("checkpoint");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            say("沒有 CHECKPOINT 的權限，略過。 / no right to CHECKPOINT, left out.");
        }
    }
}
