using System.Buffers.Binary;
using System.Runtime.InteropServices;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>Fills a group from one snapshot: a fixed number of statements for any number of agencies and people. What it is worth is decided in <see cref="GapGroupComputation"/>.</summary>
internal sealed class GapGroupReader(NpgsqlConnection connection, Scope scope, GapGroup group, GapReadSql.Filter filter, PersonAnswers? answers, CancellationToken cancellationToken)
{
    /// <summary>Highest rank of any scale.</summary>
    private const int HighestRank = 20;

    private readonly int asOf = filter.AsOf.DayNumber;

    /// <summary>Rows of the group's people: from the server, or as they were asked with everything else.</summary>
    public async Task<Rows> Read(GapTable table) => answers?[table] ?? await GapReadSql.Read(connection, scope, filter, table, cancellationToken);

    public async Task Fill()
    {
        await People();
        await Holdings();
        await Dates(await Read(GapTable.Tiers), Tier);
        await Dates(await Read(GapTable.Facts), Facts);
        await Dates(await Read(GapTable.Places), Place);
        await Leaves();
        await Releases();
        await Vectors();
        await ReadRowsWhereVectorsFail();
        await Each(await Read(GapTable.Quarantined), (row, agency) => group.Quarantined[new(agency, row.Id(1))] = (row.Id(2), Text(row, 3)));
        await Each(await Read(GapTable.Waiting), (row, agency) => group.Waiting[new(agency, row.Id(1))] = row.Day(2, 0));
    }

    /// <summary>Versions of the profiles met, and the requirements stored for them.</summary>
    public async Task FillProfiles(RequirementBook book, Func<HashSet<GapGroup.Key>> missingVersions)
    {
        HashSet<(int Agency, Guid Id)> profiles = [];
        if (filter.DueOnly)
        {
            for (var i = 0; i < group.Positions.Count; i++)
            {
                for (var at = group.Positions[i].Facts; at >= 0; at = group.Dates[at].Next) profiles.Add((group.Positions[i].Agency, group.Dates[at].Value));
            }
        }
        await Each(answers?[GapTable.Versions] ?? await GapReadSql.Versions(connection, scope, profiles, !filter.DueOnly, cancellationToken), (row, agency) =>
            group.AddVersion(new(agency, row.Id(1)), new(row.Id(2), DateOnly.FromDayNumber(row.Day(3, 0)))));

        HashSet<Guid> frameworkVersions = [.. group.Agencies.SelectMany(a => a.Frameworks).Select(f => f.Adopted.FrameworkVersionId)];
        if (frameworkVersions.Count == 0) return;
        var inForce = filter.DueOnly ? InForce() : null;
        await Each(answers?[GapTable.Requirements] ?? await GapReadSql.Requirements(connection, scope, frameworkVersions, inForce, cancellationToken), (row, agency) => book.Take(
            agency, row.Id(1), row.Id(2), row.IsNull(3) ? null : row.Id(3), row.IsNull(4) ? null : TierOf(row.Bytes(4)), row.IsNull(5) ? null : row.Id(5), row.Bytes(6), row.Bytes(7), row.Bytes(8)));

        var missing = missingVersions();
        if (missing.Count == 0) return;
        await Each(await GapReadSql.Cells(connection, scope, missing.Select(m => m.Id), cancellationToken), (row, agency) => group.AddCell(
            new(agency, row.Id(1)), new(row.Id(2), TierOf(row.Bytes(3)), row.IsNull(4) ? null : row.Int32(4), row.Boolean(5))));
        await Each(await GapReadSql.Items(connection, scope, missing.Select(m => m.Id), cancellationToken), (row, agency) => group.AddImportance(new(agency, row.Id(1)), row.Id(2), row.Int32(3)));
    }

    private HashSet<Guid> InForce()
    {
        HashSet<Guid> versions = [];
        for (var i = 0; i < group.Positions.Count; i++)
        {
            var position = group.Positions[i];
            for (var at = position.Facts; at >= 0; at = group.Dates[at].Next)
            {
                if (group.Agencies[position.Agency].Layers!.InForce(group.Dates[at].Value, filter.AsOf).VersionId is { } version) versions.Add(version);
            }
        }
        return versions;
    }

    private async Task People() => await Each(await Read(GapTable.People), (row, agency) =>
    {
        group.PersonOf[new(agency, row.Id(1))] = group.People.Add(new() { Agency = agency, Id = row.Id(1), Revision = row.Int64(2), LeftOn = row.Day(3, GapGroup.Never), Vector = -1, WaitsFor = GapGroup.Never });
        var read = group.Agencies[agency];
        read.PeopleRead++;
        var why = row.Int32(4);
        if (read.IsFull) return;
        if ((why & 1) != 0) read.DueByInput++;
        if ((why & 2) != 0) read.DueByDate++;
        if ((why & 4) != 0) read.Retried++;
    });

    private async Task Holdings() => await Each(await Read(GapTable.Appointments), (row, agency) =>
    {
        if (!group.PersonOf.TryGetValue(new(agency, row.Id(2)), out var person)) return;
        group.HoldingOf[new(agency, row.Id(1))] = group.Holdings.Add(new()
        {
            Person = person,
            Id = row.Id(1),
            Position = group.PositionAt(new(agency, row.Id(3))),
            Kind = KindOf(row.Bytes(4)),
            From = row.Day(5, 0),
            To = row.Day(6, GapGroup.Never),
            Tiers = -1,
        });
    });

    private void Tier(Rows row, int agency)
    {
        if (!group.HoldingOf.TryGetValue(new(agency, row.Id(1)), out var at)) return;
        ref var holding = ref group.Holdings[at];
        Chain(ref holding.Tiers, Guid.Empty, row, 3, TierOf(row.Bytes(2)));
    }

    private void Facts(Rows row, int agency)
    {
        if (!group.PositionOf.TryGetValue(new(agency, row.Id(1)), out var at)) return;
        Chain(ref group.Positions[at].Facts, row.IsNull(2) ? Guid.Empty : row.Id(2), row, 3);
    }

    private void Place(Rows row, int agency)
    {
        if (!group.PositionOf.TryGetValue(new(agency, row.Id(1)), out var at)) return;
        Chain(ref group.Positions[at].Places, row.Id(2), row, 3);
    }

    private void Chain(ref int first, Guid value, Rows row, int column, Tier tier = default)
    {
        first = group.Dates.Add(new(value, tier, row.Day(column, 0), row.Day(column + 1, GapGroup.Never), first));
    }

    private Task Dates(Rows rows, Action<Rows, int> take) => Each(rows, take);

    private async Task Leaves() => await Each(await Read(GapTable.Leaves), (row, agency) =>
    {
        if (group.PersonOf.TryGetValue(new(agency, row.Id(1)), out var person)) Of(group.Leaves, person).Add((DateOnly.FromDayNumber(row.Day(2, 0)), row.IsNull(3) ? null : DateOnly.FromDayNumber(row.Day(3, 0))));
    });

    private async Task Releases() => await Each(await Read(GapTable.Exemptions), (row, agency) =>
    {
        if (group.HoldingOf.TryGetValue(new(agency, row.Id(1)), out var holding)) Of(group.Releases, holding).Add(new(row.Id(2), row.Day(3, 0), row.Day(4, GapGroup.Never)));
    });

    private async Task Vectors() => await Each(await Read(GapTable.Vectors), (row, agency) =>
    {
        if (!group.PersonOf.TryGetValue(new(agency, row.Id(1)), out var at)) return;
        ref var person = ref group.People[at];
        ReadOnlySpan<byte> levels = row.Bytes(3), ends = row.Bytes(4), flags = row.Bytes(5);
        if (ends.Length != levels.Length * sizeof(int) || flags.Length != levels.Length || HasImpossible(levels)) person.Fault = "gaps.vector-malformed";
        else if (row.Int64(8) > person.Revision) person.Fault = "gaps.vector-ahead";
        if (person.Fault is not null) return;
        Keep(ref person, row.Id(2), levels, ends, flags.ContainsAnyExcept((byte)0) ? flags : [], row.Day(6, 0), row.Day(7, GapGroup.Never));
        if (row.Day(6, 0) > asOf || row.Day(7, GapGroup.Never) <= asOf) person.ReadsRows = true;
    });

    private void Keep(ref GapGroup.Person person, Guid framework, ReadOnlySpan<byte> levels, ReadOnlySpan<byte> ends, ReadOnlySpan<byte> flags, int builtOn, int nextStart)
    {
        var bytes = group.Bytes.Add(levels.Length + ends.Length + flags.Length, out var place);
        levels.CopyTo(bytes);
        ends.CopyTo(bytes[levels.Length..]);
        flags.CopyTo(bytes[(levels.Length + ends.Length)..]);
        person.Vector = group.Vectors.Add(new()
        {
            Next = person.Vector,
            FrameworkId = framework,
            Offset = place,
            Length = levels.Length,
            HasFlags = flags.Length > 0,
            BuiltOn = builtOn,
            NextStart = nextStart,
        });
    }

    private static bool HasImpossible(ReadOnlySpan<byte> levels)
    {
        foreach (var level in levels)
        {
            if (level > HighestRank && level != GapCalculator.Nothing) return true;
        }
        return false;
    }

    /// <summary>Where there is no vector, or one of another day, it is built here from the rows; its flags have no other home and are kept.</summary>
    private async Task ReadRowsWhereVectorsFail()
    {
        List<(Guid, Guid)> people = [];
        for (var at = 0; at < group.People.Count; at++)
        {
            ref var person = ref group.People[at];
            if (person.Vector < 0) person.ReadsRows = true;
            if (person.ReadsRows && person.Fault is null) people.Add((group.Agencies[person.Agency].Id, person.Id));
        }
        if (people.Count == 0) return;

        Dictionary<int, List<AcceptedRow>> levels = [];
        await Each(answers?[GapTable.Levels] ?? await GapReadSql.Read(connection, scope, filter with { People = people }, GapTable.Levels, cancellationToken), (row, agency) =>
        {
            if (group.PersonOf.TryGetValue(new(agency, row.Id(1)), out var at) && group.Layers.Lineage.TryGetValue(row.Id(2), out var item))
                Of(levels, at).Add(new(item.FrameworkId, item.Ordinal, row.Int32(3), row.Day(4, 0), row.Day(5, GapGroup.Never)));
        });
        for (var at = 0; at < group.People.Count; at++)
        {
            ref var person = ref group.People[at];
            if (person.ReadsRows && person.Fault is null) Build(ref person, levels.TryGetValue(at, out var rows) ? rows : []);
        }
    }

    private readonly record struct AcceptedRow(Guid FrameworkId, int Ordinal, int Rank, int From, int To);

    private void Build(ref GapGroup.Person person, List<AcceptedRow> rows)
    {
        var old = person.Vector;
        person.Vector = -1;
        HashSet<Guid> frameworks = [.. rows.Select(r => r.FrameworkId)];
        for (var at = old; at >= 0; at = group.Vectors[at].Next) frameworks.Add(group.Vectors[at].FrameworkId);
        foreach (var framework in frameworks)
        {
            var own = rows.FindAll(r => r.FrameworkId == framework);
            ReadOnlySpan<byte> flags = [];
            for (var at = old; at >= 0; at = group.Vectors[at].Next)
            {
                var vector = group.Vectors[at];
                if (vector.FrameworkId == framework && vector.HasFlags) flags = group.Bytes.At(vector.Offset + (vector.Length * 5), vector.Length).ToArray();
            }
            var length = Math.Max(flags.Length, own.Count == 0 ? 0 : own.Max(r => r.Ordinal) + 1);
            byte[] levels = new byte[length], ends = new byte[length * sizeof(int)];
            Array.Fill(levels, GapCalculator.Nothing);
            var nextStart = GapGroup.Never;
            // Earliest first: the last that has begun counts, valid or expired; one that begins later is only a day to come.
            foreach (var row in own)
            {
                if (row.From > asOf)
                {
                    nextStart = Math.Min(nextStart, row.From);
                    continue;
                }
                if (row.Rank is < 0 or > HighestRank) person.Fault = "assessments.level-outside-scale";
                levels[row.Ordinal] = (byte)row.Rank;
                BinaryPrimitives.WriteInt32BigEndian(ends.AsSpan(row.Ordinal * sizeof(int)), row.To == GapGroup.Never ? GapCalculator.Never : row.To);
            }
            var padded = flags.Length == 0 ? [] : new byte[length];
            flags.CopyTo(padded);
            Keep(ref person, framework, levels, ends, padded, asOf, nextStart);
        }
    }

    private async Task Each(Rows rows, Action<Rows, int> take)
    {
        await using (rows)
        {
            while (await rows.NextAsync(cancellationToken))
            {
                var agency = group.AgencyOf(rows);
                if (agency >= 0) take(rows, agency);
            }
        }
    }

    internal static Tier TierOf(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'J' => Domain.Organizations.Tier.Junior,
        (byte)'M' => Domain.Organizations.Tier.Middle,
        _ => Domain.Organizations.Tier.Senior,
    };

    internal static AppointmentKind KindOf(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'R' => AppointmentKind.Regular,
        (byte)'C' => AppointmentKind.Concurrent,
        _ => AppointmentKind.ActingVacancy,
    };

    private static string Text(Rows row, int column) => System.Text.Encoding.UTF8.GetString(row.Bytes(column));

    private static List<T> Of<T>(Dictionary<int, List<T>> rows, int key)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out _);
        return list ??= [];
    }
}
