using System.Diagnostics;
using System.Globalization;

namespace JobAnalysis.Benchmarks;

/// <summary>
/// What the hardware allows: raw binary COPY of exactly the columns a run reads (inputs and stored results) to nowhere, then raw binary COPY of as many
/// result rows into an empty twin with the same keys and indexes. One connection, one after the other, on the filled state.
/// </summary>
internal sealed class Floor(BenchCluster cluster)
{
    /// <summary>Current rows only. Tables of which a run reads a handful of rows (settings, adoptions, agencies) are left out.</summary>
    private static readonly (string Table, string Columns, string Where)[] Inputs =
    [
        ("person", "organization_id, id, input_revision, left_on", "true"),
        ("appointment", "organization_id, id, person_id, position_id, kind, valid_from, valid_to", "superseded_at is null"),
        ("appointment_tier", "organization_id, appointment_id, tier, valid_from, valid_to", "superseded_at is null"),
        ("position_facts", "organization_id, position_id, competency_profile_id, valid_from, valid_to", "superseded_at is null"),
        ("position_placement", "organization_id, position_id, unit_id, valid_from, valid_to", "superseded_at is null"),
        ("accepted_vector", "*", "true"),
        ("unit_placement", "organization_id, unit_id, parent_id, valid_from, valid_to", "superseded_at is null"),
        ("profile_version", "organization_id, id, competency_profile_id, effective_from", "status = 'Published'"),
        ("profile_item", "organization_id, profile_version_id, competency_id, importance", "true"),
        ("profile_cell", "organization_id, profile_version_id, competency_id, tier, level, is_critical", "true"),
        ("gap_result", "*", "true"),
    ];

    private byte[][] results = [];

    /// <summary>Takes the stored results into memory and makes the twin; not timed.</summary>
    public async Task Prepare()
    {
        await cluster.Execute("drop table if exists bench.twin; create table bench.twin (like public.gap_result including all)");
        await using var connection = await cluster.Admin.OpenConnectionAsync();
        await using var copy = await connection.BeginRawBinaryCopyAsync("copy gap_result to stdout (format binary)");
        List<byte[]> chunks = [];
        var buffer = new byte[1 << 20];
        for (int read; (read = await copy.ReadAsync(buffer, CancellationToken.None)) > 0;) chunks.Add(buffer[..read]);
        results = [.. chunks];
    }

    /// <summary>Once: seconds of reading and of writing.</summary>
    public async Task<(double Read, double Write, string Detail)> Measure()
    {
        await cluster.Execute("truncate bench.twin; checkpoint");
        await using var connection = await cluster.Admin.OpenConnectionAsync();
        var buffer = new byte[1 << 18];
        List<string> parts = [];
        var watch = Stopwatch.StartNew();
        foreach (var (table, columns, where) in Inputs)
        {
            var began = watch.Elapsed;
            long bytes = 0;
            await using (var copy = await connection.BeginRawBinaryCopyAsync($"copy (select {columns} from {table} where {where}) to stdout (format binary)"))
            {
                for (int read; (read = await copy.ReadAsync(buffer, CancellationToken.None)) > 0;) bytes += read;
            }
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{table} {bytes / 1e6:0.0} MB {(watch.Elapsed - began).TotalSeconds:0.00} s"));
        }
        var reading = watch.Elapsed.TotalSeconds;
        await using (var copy = await connection.BeginRawBinaryCopyAsync("copy bench.twin from stdin (format binary)"))
        {
            foreach (var chunk in results) await copy.WriteAsync(chunk, CancellationToken.None);
        }
        return (reading, watch.Elapsed.TotalSeconds - reading, string.Join(", ", parts));
    }
}
