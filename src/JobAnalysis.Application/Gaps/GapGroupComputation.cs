using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// Compares the people of a group in memory: each stored row as it comes with what is computed now, by spans; what differs is staged. Then whoever has no
/// stored row yet. Pages and runs differ in nothing but where the rows come from: requirements are resolved by <see cref="ResolvedRequirements"/>, states by
/// <see cref="GapCalculator"/>.
/// </summary>
internal sealed class GapGroupComputation(GapGroup group, RequirementBook book, GapStaging staging, GroupTotals totals, DateOnly day)
{
    private const int Longest = 256;

    private readonly int asOf = day.DayNumber;
    private readonly GroupPlaces places = new(group, day);
    private readonly GroupCells cells = new(group, day, Longest);
    private readonly byte[] states = new byte[Longest];
    private readonly byte[] flags = new byte[Longest];

    /// <summary>What was computed for one holding and framework; the bytes are in the arrays above.</summary>
    private readonly record struct Row(int Length, RequirementBook.Entry Entry, Guid UnitId, int CriticalUnmet, int? Next);

    /// <summary>Versions whose cells must be read, because no requirement made of them is stored.</summary>
    public HashSet<GapGroup.Key> MissingVersions()
    {
        HashSet<GapGroup.Key> missing = [];
        for (var at = 0; at < group.Holdings.Count; at++)
        {
            ref readonly var holding = ref group.Holdings[at];
            ref readonly var person = ref group.People[holding.Person];
            var place = places.Of(holding, person);
            if (!place.Bears || place.Fault is not null || place.VersionId is not { } version) continue;
            foreach (var framework in group.Agencies[person.Agency].Frameworks)
            {
                if (!book.Has(person.Agency, framework.Adopted, version, place.Tier)) missing.Add(new(person.Agency, version));
            }
        }
        return missing;
    }

    /// <summary>Compares everything. <paramref name="stored"/> are the stored results of the people read.</summary>
    public async Task Compare(Rows stored, CancellationToken cancellationToken)
    {
        MarkFaults();
        group.ForgetCells();
        await using (stored)
        {
            while (await stored.NextAsync(cancellationToken))
            {
                var agency = group.AgencyOf(stored);
                if (agency >= 0) Compare(stored, agency);
                if (staging.IsFull) await staging.Spill(cancellationToken);
            }
        }
        for (var at = 0; at < group.Holdings.Count; at++)
        {
            CompareNew(at, null);
            if (staging.IsFull) await staging.Spill(cancellationToken);
        }
        await staging.End(cancellationToken);
    }

    /// <summary>
    /// Results of agencies that never published, made once more while they are sent: they were counted when the group was compared, and fifty thousand rows
    /// need not wait in memory for that.
    /// </summary>
    public async Task SendFirst(Stream stream, CancellationToken cancellationToken)
    {
        using var rows = new CopyBuffer(GapStaging.ResultColumns);
        await stream.WriteAsync(CopyBuffer.Head, cancellationToken);
        for (var at = 0; at < group.Holdings.Count; at++)
        {
            CompareNew(at, rows);
            if (rows.Waiting >= CopyBuffer.ChunkSize - 4096) await rows.DrainAsync(stream, cancellationToken);
        }
        await rows.DrainAsync(stream, cancellationToken);
        await stream.WriteAsync(CopyBuffer.Tail, cancellationToken);
    }

    /// <summary>Finds people who cannot be computed before anything is written of them, and when those without a result will have one.</summary>
    private void MarkFaults()
    {
        for (var at = 0; at < group.Holdings.Count; at++)
        {
            ref var holding = ref group.Holdings[at];
            ref var person = ref group.People[holding.Person];
            var agency = group.Agencies[person.Agency];
            var place = places.Of(holding, person);
            if (!place.Bears || (place.Fault is null && agency.Frameworks.Count == 0))
            {
                if (place.NextChangeOn is { } next) person.WaitsFor = Math.Min(person.WaitsFor, next.DayNumber);
                continue;
            }
            agency.AppointmentsRead++;
            var fault = person.Fault ?? place.Fault;
            foreach (var framework in agency.Frameworks)
            {
                if (fault is null && book.Of(person.Agency, framework.Adopted, place.VersionId, place.Tier).Fault is { } unresolved) fault = unresolved.Code;
                if (fault is null && framework.Adopted.Length > Longest) fault = "gaps.framework-too-long";
            }
            if (fault is null) continue;
            holding.Seen = ulong.MaxValue;
            agency.Failures.Add(new(holding.Id, person.Id, fault));
        }
    }

    private void Compare(Rows row, int agencyIndex)
    {
        var agency = group.Agencies[agencyIndex];
        if (!group.PersonOf.TryGetValue(new(agencyIndex, row.Id(3)), out var personIndex)) return;
        if (row.Boolean(14)) agency.NeedsRecount = true;
        var framework = FrameworkAt(agency, row.Id(2));
        var found = group.HoldingOf.TryGetValue(new(agencyIndex, row.Id(1)), out var at);
        if (found && group.Holdings[at].Seen == ulong.MaxValue)
        {
            // What cannot be computed keeps its last result.
            agency.NeedsRecount |= agency.IsFull;
            return;
        }
        if (!found || framework < 0 || !TryCompute(at, framework, out var result))
        {
            Remove(agency, row, personIndex);
            return;
        }

        ref var holding = ref group.Holdings[at];
        ref readonly var person = ref group.People[holding.Person];
        holding.Seen |= 1UL << framework;
        if (framework == 0 && holding.Kind is AppointmentKind.Regular) agency.PeopleCompared++;
        var length = result.Length;
        var visible = row.Id(4) != result.UnitId || row.Id(5) != result.Entry.Id || !row.Bytes(6).SequenceEqual(cells.Accepted.AsSpan(0, length))
            || !row.Bytes(7).SequenceEqual(states.AsSpan(0, length)) || !row.Bytes(8).SequenceEqual(flags.AsSpan(0, length));
        var equal = !visible && row.Bytes(9).SequenceEqual(cells.Ends.AsSpan(0, length * sizeof(int))) && row.Day(10, GapGroup.Never) == (result.Next ?? GapGroup.Never)
            && row.Int64(11) == person.Revision && row.Bytes(12).SequenceEqual(agency.SettingIds) && row.Int32(13) == GapFormula.Version && !row.Boolean(14);
        if (agency.IsFull) Count(agency, framework, holding.Kind, result, 1);
        if (equal)
        {
            agency.Unchanged++;
            return;
        }
        if (visible)
        {
            agency.Visible++;
            if (!agency.IsFull)
            {
                Uncount(agency, row);
                Count(agency, framework, holding.Kind, result, 1);
            }
        }
        else agency.Unchanged++;
        agency.StagedUpdates++;
        Stage(staging.Staged, agency, framework, holding, person, result).Bytes(visible ? "v"u8 : "q"u8).Id(visible ? Guid.CreateVersion7() : null);
    }

    /// <summary>A holding without a stored result. <paramref name="first"/> takes those of agencies that never published; null = they are counted only.</summary>
    private void CompareNew(int at, CopyBuffer? first)
    {
        if (group.Holdings[at].Seen == ulong.MaxValue) return;
        var agency = group.Agencies[group.People[group.Holdings[at].Person].Agency];
        if (first is not null && !agency.IsFirst) return;
        for (var framework = 0; framework < agency.Frameworks.Count; framework++)
        {
            if ((group.Holdings[at].Seen & (1UL << framework)) != 0 || !TryCompute(at, framework, out var result)) continue;
            ref readonly var holding = ref group.Holdings[at];
            ref readonly var person = ref group.People[holding.Person];
            if (first is not null)
            {
                Stage(first, agency, framework, holding, person, result);
                continue;
            }
            Count(agency, framework, holding.Kind, result, 1);
            agency.StagedInserts++;
            if (agency.IsFirst) staging.Organizations.Add(agency.Id);
            else Stage(staging.Staged, agency, framework, holding, person, result).Bytes("n"u8).Null();
        }
    }

    private void Remove(GroupAgency agency, Rows row, int person)
    {
        if (staging.Uncounted) return;
        agency.Removed++;
        agency.StagedUpdates++;
        if (!agency.IsFull) Uncount(agency, row);
        Begin(staging.Staged, agency).Id(agency.Id).Id(row.Id(1)).Id(row.Id(2)).Id(row.Id(3)).Id(row.Id(4)).Id(row.Id(5)).Bytes(row.Bytes(15)).Bytes([]).Bytes([]).Bytes([]).Bytes([]).Bytes([])
            .Int32(0).Null().Day(asOf).Int64(group.People[person].Revision).Bytes([]).Int32(GapFormula.Version).Int64(agency.NextPublication).Boolean(false).Bytes("r"u8).Id(Guid.CreateVersion7());
    }

    private CopyBuffer Stage(CopyBuffer to, GroupAgency agency, int framework, in GapGroup.Holding holding, in GapGroup.Person person, in Row row) => Begin(to, agency)
        .Id(agency.Id).Id(holding.Id).Id(agency.Frameworks[framework].Adopted.FrameworkId).Id(person.Id).Id(row.UnitId).Id(row.Entry.Id).Bytes(NameOf(holding.Kind))
        .Bytes(row.Entry.Required).Bytes(cells.Accepted.AsSpan(0, row.Length)).Bytes(states.AsSpan(0, row.Length)).Bytes(flags.AsSpan(0, row.Length)).Bytes(cells.Ends.AsSpan(0, row.Length * sizeof(int)))
        .Int32(row.CriticalUnmet).Day(row.Next).Day(asOf).Int64(person.Revision).Bytes(agency.SettingIds).Int32(GapFormula.Version).Int64(staging.Uncounted ? agency.NextPublication - 1 : agency.NextPublication).Boolean(staging.Uncounted);

    private CopyBuffer Begin(CopyBuffer to, GroupAgency agency)
    {
        staging.Organizations.Add(agency.Id);
        return to.Row();
    }

    private void Count(GroupAgency agency, int framework, AppointmentKind kind, in Row row, int sign) => totals.Count(
        agency.Index, row.UnitId, agency.Frameworks[framework].Adopted.FrameworkId, kind, states.AsSpan(0, row.Length), flags.AsSpan(0, row.Length), row.Entry.Required, cells.Accepted.AsSpan(0, row.Length), sign);

    private void Uncount(GroupAgency agency, Rows row) =>
        totals.Count(agency.Index, row.Id(4), row.Id(2), GapGroupReader.KindOf(row.Bytes(15)), row.Bytes(7), row.Bytes(8), row.Bytes(16), row.Bytes(6), -1);

    private bool TryCompute(int at, int framework, out Row row)
    {
        ref readonly var holding = ref group.Holdings[at];
        ref readonly var person = ref group.People[holding.Person];
        row = default;
        var place = places.Of(holding, person);
        if (!place.Bears) return false;
        var agency = group.Agencies[person.Agency];
        var (adopted, hasText) = agency.Frameworks[framework];
        var entry = book.Of(person.Agency, adopted, place.VersionId, place.Tier);
        var length = entry.Required.Length;
        var next = new EarliestChange(day);
        next.Add(place.NextChangeOn);
        next.Add(cells.LayOut(person, adopted.FrameworkId, hasText, length, out var items));
        var exempt = group.Releases.TryGetValue(at, out var releases) && cells.Exempt(releases, adopted, length, ref next);

        var outcome = GapCalculator.Calculate(
            new()
            {
                Required = entry.Required,
                Critical = entry.Critical,
                Accepted = cells.Accepted.AsSpan(0, length),
                ValidTo = cells.ValidTo.AsSpan(0, length),
                Items = items,
                ExemptFrom = exempt ? cells.ExemptFrom.AsSpan(0, length) : default,
                ExemptUntil = exempt ? cells.ExemptUntil.AsSpan(0, length) : default,
                AsOf = asOf,
                DueSoonDays = agency.Settings!.DueSoonDays,
            },
            states.AsSpan(0, length),
            flags.AsSpan(0, length));
        next.Add(outcome.NextChangeDate);
        if (staging.KeepsCounts) agency.Counts += outcome.Counts;
        row = new(length, entry, place.UnitId, outcome.Counts.CriticalUnmet, next.Day?.DayNumber);
        return true;
    }

    private static int FrameworkAt(GroupAgency agency, Guid id)
    {
        for (var i = 0; i < agency.Frameworks.Count; i++)
        {
            if (agency.Frameworks[i].Adopted.FrameworkId == id) return i;
        }
        return -1;
    }

    private static ReadOnlySpan<byte> NameOf(AppointmentKind kind) => kind switch
    {
        AppointmentKind.Regular => "Regular"u8,
        AppointmentKind.Concurrent => "Concurrent"u8,
        _ => "ActingVacancy"u8,
    };
}
