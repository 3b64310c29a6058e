using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Gaps;

/// <summary>Compares what was read, in memory: the rows that differ from the stored ones, and the appointments that cannot be compared.</summary>
internal sealed class GapComputation
{
    /// <summary>A result to write, or to remove.</summary>
    public sealed record Staged(
        Guid AppointmentId, Guid FrameworkId, Guid PersonId, Guid UnitId, byte[] ContentHash, byte[] Required, byte[] Accepted, byte[] States, byte[] Flags,
        int[] ValidToDays, int CriticalUnmet, DateOnly? NextChangeOn, long InputRevision, Guid[] SettingIds, bool Removed = false);

    private readonly RequirementReader.Found found;
    private readonly GapInputs inputs;
    private readonly DateOnly asOf;
    private readonly Dictionary<Guid, Dictionary<Guid, int>> ordinals;
    private readonly List<Staged> rows = [];
    private readonly List<AppointmentFailure> failures;
    private readonly Dictionary<Guid, ResolvedRequirement> requirements = [];
    private GapCounts counts;

    private GapComputation(RequirementReader.Found found, GapInputs inputs, DateOnly asOf)
    {
        (this.found, this.inputs, this.asOf) = (found, inputs, asOf);
        failures = [.. found.Failures];
        ordinals = found.Layers.Adoptions.ToDictionary(a => a.FrameworkId, a => a.Ordinals.ToDictionary(o => o.Key, o => o.Value));
    }

    public IReadOnlyList<Staged> Rows => rows;

    public IReadOnlyList<AppointmentFailure> Failures => failures;

    /// <summary>Requirements that the rows rest on.</summary>
    public IReadOnlyCollection<ResolvedRequirement> Requirements => requirements.Values;

    /// <summary>Appointments read.</summary>
    public int Read { get; private set; }

    /// <summary>Counts over every cell compared, changed or not.</summary>
    public GapCounts Counts => counts;

    public static GapComputation Of(RequirementReader.Found found, GapInputs inputs, DateOnly asOf)
    {
        var computation = new GapComputation(found, inputs, asOf);
        computation.Compare();
        return computation;
    }

    private void Compare()
    {
        HashSet<(Guid, Guid)> kept = [];
        foreach (var requirement in found.Requirements)
        {
            try
            {
                var row = Compare(requirement);
                kept.Add((row.AppointmentId, row.FrameworkId));
                if (IsStored(row, requirement.Requirement.Id)) continue;
                rows.Add(row);
                requirements.TryAdd(requirement.Requirement.Id, requirement.Requirement);
            }
            catch (RuleViolationException exception)
            {
                failures.Add(new(requirement.AppointmentId, requirement.PersonId, exception.Code));
            }
        }

        var failed = failures.Select(f => f.AppointmentId).ToHashSet();
        Read = found.Requirements.Select(r => r.AppointmentId).Concat(failed).Distinct().Count();
        foreach (var (key, stored) in inputs.Stored)
        {
            if (kept.Contains(key) || failed.Contains(key.Appointment)) continue;
            rows.Add(new(
                stored.AppointmentId, stored.FrameworkId, stored.PersonId, stored.UnitId, [], [], [], [], [], [], 0, null, inputs.Revisions[stored.PersonId], [], Removed: true));
        }
    }

    private Staged Compare(AppointmentRequirement appointment)
    {
        var requirement = appointment.Requirement;
        var length = requirement.Required.Length;
        var next = new EarliestChange(asOf);
        next.Add(appointment.NextChangeOn);
        byte[] accepted = new byte[length], states = new byte[length], flags = new byte[length];
        int[] from = new int[length], to = new int[length], exemptFrom = new int[length], exemptUntil = new int[length];
        Array.Fill(accepted, GapCalculator.Nothing);

        foreach (var level in inputs.Levels[appointment.PersonId])
        {
            if (!Place(requirement, level.CompetencyId, out var i)) continue;
            next.Add(level.ValidFrom);
            // Earliest first: the last that has begun counts, valid or expired; one that begins later is only a day to come.
            if (level.ValidFrom <= asOf)
                (accepted[i], from[i], to[i]) = (LevelByte(level.Rank), level.ValidFrom.DayNumber, level.ValidTo?.DayNumber ?? GapCalculator.Never);
        }
        foreach (var release in inputs.Exemptions[appointment.AppointmentId])
        {
            if (!Place(requirement, release.CompetencyId, out var i)) continue;
            next.Add(release.ValidFrom);
            if (release.ValidFrom <= asOf) (exemptFrom[i], exemptUntil[i]) = (release.ValidFrom.DayNumber, release.ValidTo?.DayNumber ?? GapCalculator.Never);
        }

        var outcome = GapCalculator.Calculate(
            new()
            {
                Required = requirement.Required,
                Critical = requirement.Critical,
                Accepted = accepted,
                ValidFrom = from,
                ValidTo = to,
                Items = inputs.Flags.GetValueOrDefault((appointment.PersonId, requirement.FrameworkId)),
                ExemptFrom = exemptFrom,
                ExemptUntil = exemptUntil,
                AsOf = asOf.DayNumber,
                DueSoonDays = found.Settings.DueSoonDays,
            },
            states,
            flags);
        next.Add(outcome.NextChangeDate);
        counts += outcome.Counts;
        return new(
            appointment.AppointmentId, requirement.FrameworkId, appointment.PersonId, appointment.UnitId, requirement.ContentHash, requirement.Required, accepted, states, flags,
            to, outcome.Counts.CriticalUnmet, next.Day, inputs.Revisions[appointment.PersonId], found.Settings.RowIds);
    }

    private bool Place(ResolvedRequirement requirement, Guid competencyId, out int ordinal) =>
        ordinals[requirement.FrameworkId].TryGetValue(competencyId, out ordinal) && ordinal < requirement.Required.Length;

    private static byte LevelByte(int rank) => rank is >= 0 and <= 20 ? (byte)rank : throw new RuleViolationException("assessments.level-outside-scale", rank, 20);

    /// <summary>Equal in everything but the day and publication that first showed it.</summary>
    private bool IsStored(Staged row, Guid requirementId) =>
        inputs.Stored.TryGetValue((row.AppointmentId, row.FrameworkId), out var stored)
        && stored.RequirementId == requirementId && stored.UnitId == row.UnitId && stored.CriticalUnmet == row.CriticalUnmet && stored.NextChangeOn == row.NextChangeOn
        && stored.InputRevision == row.InputRevision && stored.FormulaVersion == GapFormula.Version
        && stored.Required.AsSpan().SequenceEqual(row.Required) && stored.Accepted.AsSpan().SequenceEqual(row.Accepted)
        && stored.States.AsSpan().SequenceEqual(row.States) && stored.Flags.AsSpan().SequenceEqual(row.Flags)
        && stored.ValidToDays.AsSpan().SequenceEqual(row.ValidToDays) && stored.SettingIds.AsSpan().SequenceEqual(row.SettingIds);
}
