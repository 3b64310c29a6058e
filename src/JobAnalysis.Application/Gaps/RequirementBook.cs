using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// The requirements that the people of a group meet. Everything a stored one was resolved from is immutable, so it is found again by what it was made of;
/// one that is missing, or made by another formula, is resolved from its layers by <see cref="ResolvedRequirements"/>, where pages resolve theirs.
/// </summary>
internal sealed class RequirementBook(GapGroup group)
{
    /// <summary>A requirement, or why there is none.</summary>
    public sealed class Entry
    {
        public required Guid Id { get; init; }

        public required byte[] Required { get; init; }

        public required byte[] Critical { get; init; }

        /// <summary>Not stored yet.</summary>
        public ResolvedRequirement? New { get; init; }

        public RuleViolationException? Fault { get; init; }
    }

    private readonly record struct Key(int Agency, Guid FrameworkVersion, Guid ProfileVersion, Guid Set, int Tier);

    private readonly Dictionary<Key, Entry> entries = [];
    private readonly Dictionary<Key, (Guid Id, byte[] Hash)> unproven = [];

    public IEnumerable<ResolvedRequirement> New => entries.Values.Select(e => e.New).OfType<ResolvedRequirement>();

    /// <summary>Takes a stored row; one that another formula made keeps only its id.</summary>
    public void Take(int agency, Guid id, Guid frameworkVersion, Guid? profileVersion, Tier? tier, Guid? set, ReadOnlySpan<byte> required, ReadOnlySpan<byte> critical, ReadOnlySpan<byte> hash)
    {
        var key = new Key(agency, frameworkVersion, profileVersion ?? Guid.Empty, set ?? Guid.Empty, tier is { } t ? (int)t : -1);
        if (group.Agencies[agency].Last?.FormulaVersion == GapFormula.Version) entries[key] = new() { Id = id, Required = required.ToArray(), Critical = critical.ToArray() };
        else unproven[key] = (id, hash.ToArray());
    }

    public bool Has(int agency, RequirementLayers.Adopted adopted, Guid? versionId, Tier? tier) => entries.ContainsKey(KeyOf(agency, adopted, versionId, tier));

    public Entry Of(int agency, RequirementLayers.Adopted adopted, Guid? versionId, Tier? tier)
    {
        var key = KeyOf(agency, adopted, versionId, tier);
        if (!entries.TryGetValue(key, out var entry)) entries[key] = entry = Resolve(key, adopted, versionId, tier);
        return entry;
    }

    private Entry Resolve(Key key, RequirementLayers.Adopted adopted, Guid? versionId, Tier? tier)
    {
        var agency = group.Agencies[key.Agency];
        try
        {
            var found = false;
            var made = ResolvedRequirements.Resolve(agency.Id, agency.Layers!, adopted, versionId, tier, hash =>
            {
                if (!unproven.TryGetValue(key, out var stored) || !stored.Hash.AsSpan().SequenceEqual(hash)) return null;
                found = true;
                return stored.Id;
            });
            return new() { Id = made.Id, Required = made.Required, Critical = made.Critical, New = found ? null : made };
        }
        catch (RuleViolationException exception)
        {
            return new() { Id = Guid.Empty, Required = [], Critical = [], Fault = exception };
        }
    }

    private static Key KeyOf(int agency, RequirementLayers.Adopted adopted, Guid? versionId, Tier? tier) =>
        new(agency, adopted.FrameworkVersionId, versionId ?? Guid.Empty, adopted.SetId ?? Guid.Empty, tier is { } t ? (int)t : -1);
}
