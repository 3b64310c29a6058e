using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>
/// Rating of one person beside the self assessment that was handed in; drafts of others are never shown. The rater writes, HR and heads above read.
/// Null for whoever is out of scope, and for oneself.
/// </summary>
public static class ShowRating
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query(Guid PersonId) : IQuery<View?>;

    /// <param name="Person">Who is rated.</param>
    /// <param name="RoundName">The round.</param>
    /// <param name="DueOn">Its last day.</param>
    /// <param name="Today">Today.</param>
    /// <param name="MayRate">False: reading only.</param>
    /// <param name="IsNoticed">The person got the notice; without it levels are stored and not used.</param>
    /// <param name="SelfSubmittedOn">Day the self assessment was handed in.</param>
    /// <param name="SelfAssessment">Id and revision of it, to give it back.</param>
    /// <param name="Rating">The rating: of the actor where he rates, else the last submitted one.</param>
    /// <param name="SavedAt">Last change of the draft.</param>
    /// <param name="Items">Required items first.</param>
    public sealed record View(
        Home Person, LocalizedText RoundName, DateOnly? DueOn, DateOnly Today, bool MayRate, bool IsNoticed, DateOnly? SelfSubmittedOn, Sheet? SelfAssessment, Sheet? Rating,
        DateTimeOffset? SavedAt, IReadOnlyList<Item> Items)
    {
        public long Revision => Rating?.Revision ?? 0;

        public bool IsSubmitted => Rating?.SubmittedAt is not null;
    }

    public sealed record Sheet(Guid AssessmentId, long Revision, DateTimeOffset? SubmittedAt, string? RaterName);

    public sealed record Answer(AnswerKind Kind, int? Level, string? Comment);

    /// <param name="Competency">Its texts.</param>
    /// <param name="Needs">Empty: voluntary.</param>
    /// <param name="Levels">Indicators by rank.</param>
    /// <param name="Self">Submitted self rating.</param>
    /// <param name="Mine">What the rating says.</param>
    /// <param name="Floor">Valid test or certificate.</param>
    /// <param name="AcceptedLevel">現況級別 today.</param>
    /// <param name="AcceptedOn">Day it was rated.</param>
    /// <param name="ClaimTaskId">Open task of a 不適用 claim.</param>
    public sealed record Item(
        CompetencyText Competency, IReadOnlyList<Need> Needs, IReadOnlyList<LevelText> Levels, Answer? Self, Answer? Mine, Floor? Floor, int? AcceptedLevel, DateOnly? AcceptedOn, Guid? ClaimTaskId);

    internal sealed class Handler(JobAnalysisDb db, RatingReader reader, AuditTrail trail) : IQueryHandler<Query, View?>
    {
        public async Task<View?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!await db.People.AnyAsync(p => p.Id == request.PersonId, cancellationToken)) return null;
            var view = await reader.Read(request.PersonId, cancellationToken);
            if (view is not null) trail.Read("assessments.rating", [request.PersonId]);
            return view;
        }
    }
}
