using System.Runtime.InteropServices;
using JobAnalysis.Application.Data.Copy;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// Accepted levels by the acceptance rule (decisions.md 8, 12, 15) from every level that somebody gave, while assessments and then their answers stream by in
/// any order: for a <see cref="VectorBuild"/>. Self-assessments are never accepted alone and change no other level, so their answers are passed over.
/// </summary>
/// <param name="build">Takes the levels; its people are there already.</param>
/// <param name="months">有效期 of a level of an agency by day of rating.</param>
internal sealed class RatingBuild(VectorBuild build, Func<Guid, DateOnly, int> months)
{
    /// <summary>What all answers of one assessment have in common.</summary>
    private readonly record struct Given(int Person, Guid OrganizationId, AssessmentSource Source, DateOnly RatedOn, DateOnly From, DateOnly To, bool IsNoticed);

    /// <summary>One level given; those of a cell are a chain.</summary>
    private readonly record struct Rating(Guid Id, int Given, int Next, byte Level, bool HasReason);

    private readonly Dictionary<Guid, int> assessments = [];
    private readonly RowStore<Given> given = new();
    private readonly RowStore<Rating> ratings = new();
    private readonly Dictionary<(Guid, DateOnly), int> validity = [];
    private int[] last = [];

    /// <summary>organization, id, person, source, rated on, day of the notice.</summary>
    public void TakeAssessment(CopyRows row)
    {
        var organization = row.Id(0);
        if (build.PlaceOf(organization, row.Id(2)) is not { } person) return;
        var ratedOn = DateOnly.FromDayNumber(row.Day(4, 0));
        ref var valid = ref CollectionsMarshal.GetValueRefOrAddDefault(validity, (organization, ratedOn), out var known);
        if (!known) valid = months(organization, ratedOn);
        DateOnly? noticedOn = row.IsNull(5) ? null : DateOnly.FromDayNumber(row.Day(5, 0));
        var (from, to) = LevelValidity.Of(ratedOn, noticedOn, valid);
        assessments[row.Id(1)] = given.Add(new(person, organization, SourceOf(row.Bytes(3)), ratedOn, from, to, noticedOn is not null));
    }

    /// <summary>organization, assessment, competency, id, level, has a comment.</summary>
    public void TakeAnswer(CopyRows row)
    {
        if (!assessments.TryGetValue(row.Id(1), out var at) || !build.TryPlace(row.Id(2), out var place)) return;
        ref var of = ref given[at];
        if (row.Id(0) != of.OrganizationId) return;
        var cell = (of.Person * build.Width) + place;
        if (cell >= last.Length) Array.Resize(ref last, Math.Max(cell + build.Width, last.Length * 2));
        // 0 is the end of a chain: places count from 1.
        last[cell] = ratings.Add(new(row.Id(3), at, last[cell], (byte)row.Int32(4), row.Boolean(5))) + 1;
    }

    /// <summary>Decides every cell.</summary>
    public void Finish()
    {
        List<AcceptanceRule.Candidate> candidates = [];
        List<AcceptanceTimeline.Stretch> stretches = [];
        for (var cell = 0; cell < last.Length; cell++)
        {
            if (last[cell] == 0) continue;
            candidates.Clear();
            for (var at = last[cell]; at > 0; at = ratings[at - 1].Next) candidates.Add(CandidateOf(ratings[at - 1]));
            AcceptanceTimeline.Fill(CollectionsMarshal.AsSpan(candidates), stretches);
            foreach (var stretch in stretches)
                build.Put(cell / build.Width, cell % build.Width, stretch.Accepted.Level.Rank, stretch.From.DayNumber, stretch.To?.DayNumber ?? GapCalculator.Never);
        }
    }

    private AcceptanceRule.Candidate CandidateOf(in Rating rating)
    {
        ref var of = ref given[rating.Given];
        return new(rating.Id, of.Source, new(rating.Level), of.RatedOn, of.From, of.To, of.Source is AssessmentSource.Supervisor && rating.HasReason, of.IsNoticed, Disputed: false);
    }

    private static AssessmentSource SourceOf(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'T' => AssessmentSource.Test,
        (byte)'E' => AssessmentSource.Evidence,
        _ => text[1] == (byte)'e' ? AssessmentSource.Self : AssessmentSource.Supervisor,
    };
}
