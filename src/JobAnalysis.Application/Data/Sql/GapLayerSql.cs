// Takes the Scope of the run: what belongs to one agency is read for those in scope only. Adoptions, settings, tier defaults and the agency tree are read
// whole, because which of them apply is decided by the chain of each agency (AgencyChain, RequirementLayers.Choose).
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Organizations;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>What the requirements of any number of agencies rest on, besides profiles and people: one round trip, or a part of one.</summary>
internal static class GapLayerSql
{
    private const string PlacementSql = "select placed_organization_id, parent_id, valid_from, valid_to from organization_placement where superseded_at is null";

    private static readonly string[] Statements =
    [
        "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_current_snapshot()::text, (select system_identifier from pg_control_system()), taipei_date(run_clock())",
        """
        select o.id, p.id, p.as_of, p.formula_version, p.cluster_id, p.snapshot <> '', p.tree_hash, p.headcount
        from unnest(@organizations) o(id)
        join lateral (select * from gap_publication x where x.organization_id = o.id order by x.id desc limit 1) p on true
        """,
        PlacementSql,
        "select id, owner_organization_id, key, value, valid_from from setting where key = any(@keys)",
        """
        select owner_organization_id, framework_id, framework_version_id, includes_subordinates, valid_from, valid_to from framework_adoption
        where superseded_at is null and owner_organization_id is not null and (valid_to is null or valid_to > @asOf)
        """,
        """
        select organization_id, framework_id, set_id, valid_from, valid_to from tier_default_adoption
        where organization_id = any(@organizations) and superseded_at is null and (valid_to is null or valid_to > @asOf)
        """,
        """
        select e.framework_version_id, c.id, c.ordinal from competency_edition e join competency c on c.id = e.competency_id
        where e.framework_version_id in (select framework_version_id from framework_adoption where superseded_at is null)
        """,
        "select framework_id, id, ordinal from competency where framework_id in (select framework_id from framework_adoption where superseded_at is null)",
        "select set_id, competency_id, tier, level from tier_default where set_id in (select set_id from tier_default_adoption where organization_id = any(@organizations) and superseded_at is null)",
        """
        select organization_id, unit_id, parent_id from unit_placement
        where organization_id = any(@organizations) and superseded_at is null and valid_from <= @asOf and (valid_to is null or @asOf < valid_to)
        """,
    ];

    /// <summary>Reads them in the transaction of the connection.</summary>
    public static async Task<LayerRows> Read(NpgsqlConnection connection, Scope scope, DateOnly asOf, CancellationToken cancellationToken)
    {
        var trip = new RoundTrip();
        var layers = Ask(trip, scope, asOf);
        await trip.Send(connection, null, prepare: false, timeout: 120, cancellationToken);
        return layers();
    }

    /// <summary>Asks for them with whatever else the trip asks; they are there when it was made.</summary>
    /// <param name="trip">The trip.</param>
    /// <param name="scope">Of the agencies.</param>
    /// <param name="asOf">The day; null = today's of run_clock() or later: what has ended on a later day is left out in memory, and the unit tree is not asked.</param>
    public static Func<LayerRows> Ask(RoundTrip trip, Scope scope, DateOnly? asOf)
    {
        IReadOnlyList<T> Ask<T>(int statement, Func<NpgsqlDataReader, T> row)
        {
            var sql = asOf is null ? Statements[statement].Replace("@asOf", "taipei_date(run_clock())", StringComparison.Ordinal) : Statements[statement];
            return trip.Ask(sql, row, parameters =>
            {
                if (sql.Contains("@organizations", StringComparison.Ordinal)) parameters.AddWithValue("organizations", scope.WholeOrganizations);
                if (sql.Contains("@asOf", StringComparison.Ordinal)) parameters.AddWithValue("asOf", asOf!.Value);
                if (sql.Contains("@keys", StringComparison.Ordinal)) parameters.AddWithValue("keys", SettingValues.Keys);
            });
        }

        var clock = Ask(0, r => (Xmin: r.GetInt64(0), Snapshot: r.GetString(1), Cluster: r.GetInt64(2), Today: Day(r, 3)));
        var publications = Ask(1, r => (r.GetGuid(0), new LayerRows.Publication(r.GetInt64(1), Day(r, 2), r.GetInt32(3), r.GetInt64(4), r.GetBoolean(5), r.GetInt64(6), r.GetInt32(7))));
        var placements = Ask(2, Placement);
        var settings = Ask(3, r => new SettingValues.Row(r.GetGuid(0), IdOrNull(r, 1), r.GetString(2), r.GetString(3), Day(r, 4)));
        var adoptions = Ask(4, r => new RequirementLayers.Adoption(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetBoolean(3), Day(r, 4), DayOrNull(r, 5)));
        var sets = Ask(5, r => (r.GetGuid(0), new RequirementLayers.SetAdoption(r.GetGuid(1), r.GetGuid(2), Day(r, 3), DayOrNull(r, 4))));
        var editions = Ask(6, r => (r.GetGuid(0), (r.GetGuid(1), r.GetInt32(2))));
        var lineage = Ask(7, r => (r.GetGuid(1), (r.GetGuid(0), r.GetInt32(2))));
        var defaults = Ask(8, r => (r.GetGuid(0), (r.GetGuid(1), Enum.Parse<Tier>(r.GetString(2)), r.GetInt32(3))));
        // Totals alone need the unit tree.
        var units = asOf is null ? [] : Ask(9, r => (r.GetGuid(0), (r.GetGuid(1), IdOrNull(r, 2))));
        return () => new()
        {
            SnapshotXmin = clock[0].Xmin,
            Snapshot = clock[0].Snapshot,
            ClusterId = clock[0].Cluster,
            Today = clock[0].Today,
            Publications = publications.ToDictionary(p => p.Item1, p => p.Item2),
            Placements = placements.ToLookup(p => p.OrganizationId),
            Settings = settings,
            Adoptions = adoptions,
            Sets = sets.ToLookup(s => s.Item1, s => s.Item2),
            Editions = editions.ToLookup(e => e.Item1, e => e.Item2),
            Lineage = lineage.ToDictionary(c => c.Item1, c => c.Item2),
            Defaults = defaults.ToLookup(d => d.Item1, d => d.Item2),
            Units = units.ToLookup(u => u.Item1, u => u.Item2),
        };
    }

    /// <summary>The agency tree alone; whoever sees no agency is told nothing.</summary>
    public static IReadOnlyList<AgencyChain.Placement> AskPlacements(RoundTrip trip, Scope scope) => scope == Scope.None ? [] : trip.Ask(PlacementSql, Placement);

    private static AgencyChain.Placement Placement(NpgsqlDataReader reader) => new(reader.GetGuid(0), IdOrNull(reader, 1), Day(reader, 2), DayOrNull(reader, 3));

    private static DateOnly Day(NpgsqlDataReader reader, int column) => reader.GetFieldValue<DateOnly>(column);

    private static DateOnly? DayOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : Day(reader, column);

    private static Guid? IdOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
}
