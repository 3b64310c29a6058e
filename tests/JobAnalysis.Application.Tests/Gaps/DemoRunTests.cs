using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.Application.Tests.Gaps;

public sealed class DemoRunTests
{
    private static async Task<T> Scalar<T>(string connectionString, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await using var command = dataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Several slots wait at once: a claim that takes two of them leaves one without a worker until its lease ends.</summary>
    [Fact]
    public async Task One_pass_publishes_every_agency_and_leaves_no_slot_claimed()
    {
        await using var database = await DemoDatabase.CloneAsync();
        Assert.Equal(3, await Scalar<long>(database.OwnerConnectionString, "select count(distinct organization_id) from gap_publication"));
        Assert.Equal(0, await Scalar<long>(database.OwnerConnectionString, "select count(*) from gap_run where requested > published or lease_until is not null"));
        Assert.Equal(0, await Scalar<long>(database.OwnerConnectionString, "select coalesce(sum(failed), 0)::bigint from gap_publication"));
    }
}
