using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Assessments;

namespace JobAnalysis.Application.Gaps;

/// <summary>What one person's results are computed from, asked in one round trip with whatever else its message asks.</summary>
internal sealed class PersonAnswers
{
    private static readonly GapTable[] Tables =
    [
        // Before the others: who waited for the lock must read what the other wrote.
        GapTable.People,
        GapTable.Appointments, GapTable.Tiers, GapTable.Leaves, GapTable.Exemptions, GapTable.Facts, GapTable.Places, GapTable.Quarantined, GapTable.Waiting, GapTable.Versions, GapTable.Requirements,
        GapTable.Results,
    ];

    private readonly Dictionary<GapTable, IReadOnlyList<object?[]>> rows = [];
    private readonly Func<LayerRows> readLayers;
    private LayerRows? layers;

    private PersonAnswers(RoundTrip trip, Guid organizationId, Guid personId, IEnumerable<GapTable> tables)
    {
        (OrganizationId, PersonId) = (organizationId, personId);
        var filter = new GapReadSql.Filter(default, DueOnly: false, One: (organizationId, personId));
        var scope = Scope.WholeOf(default, organizationId);
        foreach (var table in tables) rows.Add(table, GapReadSql.Ask(trip, scope, filter, table));
        readLayers = GapLayerSql.Ask(trip, scope, null);
    }

    public Guid OrganizationId { get; }

    public Guid PersonId { get; }

    public LayerRows Layers => layers ??= readLayers();

    /// <summary>input_revision of the locked row; null = there is no such person.</summary>
    public long? Revision => rows[GapTable.People] is [var person] ? (long)person[2]! : null;

    public Rows this[GapTable table] => new AnswerRows(rows[table]);

    /// <summary>Asks for everything, accepted levels as they are stored.</summary>
    public static PersonAnswers Ask(RoundTrip trip, Guid organizationId, Guid personId) => new(trip, organizationId, personId, [.. Tables, GapTable.Vectors, GapTable.Levels]);

    /// <summary>Asks for everything but the accepted levels, which are about to change: <see cref="Accept"/>.</summary>
    public static PersonAnswers AskWithoutLevels(RoundTrip trip, Guid organizationId, Guid personId) => new(trip, organizationId, personId, Tables);

    /// <summary>Takes the levels that count now, and the revision under which they are stored.</summary>
    public void Accept(long revision, IEnumerable<AcceptedVector> vectors, IEnumerable<AcceptedLevel> levels)
    {
        rows[GapTable.People][0][2] = revision;
        rows[GapTable.Vectors] =
        [
            .. vectors.Select(v => new object?[]
            {
                v.OrganizationId, v.PersonId, v.FrameworkId, v.Levels, Data.Configurations.PackedColumns.PackDays(v.ValidToDays), v.InputFlags, v.BuiltOn, v.NextStartOn, v.InputRevision,
            }),
        ];
        rows[GapTable.Levels] = [.. levels.OrderBy(l => l.ValidFrom).Select(l => new object?[] { l.OrganizationId, l.PersonId, l.CompetencyId, l.Level, l.ValidFrom, l.ValidTo })];
    }
}
