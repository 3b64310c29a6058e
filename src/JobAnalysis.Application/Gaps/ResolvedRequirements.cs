using System.Buffers.Binary;
using System.Security.Cryptography;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Gaps;

/// <summary>The distinct requirements met while reading: people of one profile and tier share one, and one that is stored keeps its id.</summary>
internal sealed class ResolvedRequirements
{
    private readonly Guid organizationId;
    private readonly RequirementLayers layers;
    private readonly Dictionary<string, Guid> stored;
    private readonly Dictionary<(Guid Framework, Guid? Version, Tier? Tier), ResolvedRequirement> known = [];

    private ResolvedRequirements(Guid organizationId, RequirementLayers layers, Dictionary<string, Guid> stored) =>
        (this.organizationId, this.layers, this.stored) = (organizationId, layers, stored);

    public static async Task<ResolvedRequirements> Begin(JobAnalysisDb db, Guid organizationId, RequirementLayers layers, CancellationToken cancellationToken)
    {
        var versions = layers.Adoptions.Select(a => a.FrameworkVersionId).ToArray();
        var rows = await db.ResolvedRequirements.AsNoTracking()
            .Where(r => r.OrganizationId == organizationId && versions.Contains(r.FrameworkVersionId)).Select(r => new { r.Id, r.ContentHash }).ToListAsync(cancellationToken);
        return new(organizationId, layers, rows.ToDictionary(r => Convert.ToHexString(r.ContentHash), r => r.Id, StringComparer.Ordinal));
    }

    /// <exception cref="RuleViolationException">The layers contradict each other.</exception>
    public ResolvedRequirement Of(RequirementLayers.Adopted adopted, Guid? versionId, Tier? tier)
    {
        var key = (adopted.FrameworkVersionId, versionId, tier);
        if (!known.TryGetValue(key, out var requirement)) known[key] = requirement = Resolve(adopted, versionId, tier);
        return requirement;
    }

    private ResolvedRequirement Resolve(RequirementLayers.Adopted adopted, Guid? versionId, Tier? tier) =>
        Resolve(organizationId, layers, adopted, versionId, tier, hash => stored.TryGetValue(Convert.ToHexString(hash), out var id) ? id : null);

    /// <summary>The one place where layers become a requirement: for pages, forms and runs.</summary>
    /// <param name="organizationId">The agency.</param>
    /// <param name="layers">Its layers on the day.</param>
    /// <param name="adopted">The framework.</param>
    /// <param name="versionId">Version of the profile in force.</param>
    /// <param name="tier">Tier of the appointment.</param>
    /// <param name="idOf">Id under which an equal one is stored, if any.</param>
    /// <exception cref="RuleViolationException">The layers contradict each other.</exception>
    public static ResolvedRequirement Resolve(
        Guid organizationId, RequirementLayers layers, RequirementLayers.Adopted adopted, Guid? versionId, Tier? tier, Func<byte[], Guid?> idOf)
    {
        // Every item of the adopted version has a cell, so that 需求未訂 is shown and not merely absent.
        var length = adopted.Length;
        byte[] required = new byte[length], critical = new byte[(length + 7) / 8], importance = new byte[length], winners = new byte[length];
        Array.Fill(required, GapCalculator.Nothing);
        Array.Fill(importance, ProfileResolution.DefaultImportance);
        if (tier is { } column)
        {
            var resolution = layers.Resolve(adopted, versionId, column);
            resolution.Levels.Span.CopyTo(required);
            resolution.Critical.Span.CopyTo(critical);
            resolution.Importance.Span.CopyTo(importance);
            for (var i = 0; i < resolution.Length; i++) winners[i] = (byte)resolution.LayerOf(i);
        }

        var hash = Hash(adopted, versionId, tier, required, critical, importance, winners);
        return new()
        {
            OrganizationId = organizationId,
            Id = idOf(hash) ?? Guid.CreateVersion7(),
            FrameworkId = adopted.FrameworkId,
            FrameworkVersionId = adopted.FrameworkVersionId,
            ProfileVersionId = versionId,
            Tier = tier,
            TierDefaultSetId = adopted.SetId,
            Required = required,
            Critical = critical,
            Importance = importance,
            Layers = winners,
            ContentHash = hash,
        };
    }

    private static byte[] Hash(RequirementLayers.Adopted adopted, Guid? versionId, Tier? tier, params ReadOnlySpan<byte[]> vectors)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in (ReadOnlySpan<Guid>)[adopted.FrameworkId, adopted.FrameworkVersionId, versionId ?? Guid.Empty, adopted.SetId ?? Guid.Empty]) sha.AppendData(id.ToByteArray(bigEndian: true));
        sha.AppendData([tier is { } column ? (byte)column : byte.MaxValue]);
        Span<byte> length = stackalloc byte[4];
        foreach (var vector in vectors)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, vector.Length);
            sha.AppendData(length);
            sha.AppendData(vector);
        }
        return sha.GetHashAndReset();
    }
}
