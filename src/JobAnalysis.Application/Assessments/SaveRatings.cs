using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Assessments;

/// <summary>Keeps the draft of a rater's levels for one person. Null: the actor is not the person's rater.</summary>
public static class SaveRatings
{
    [Requires(Capability.AssessSelf, Capability.RatePeople, Capability.ViewNamedGaps)]
    public sealed record Command(Guid PersonId, IReadOnlyList<RatingRow> Rows, long Revision) : ICommand<Saved?>;

    public sealed record Saved(long Revision, DateTimeOffset At);

    internal sealed class Handler(RatingSheet sheet, CurrentRound rounds, Homes homes, ItemTexts texts, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Saved?>
    {
        public async Task<Saved?> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!await sheet.MayWrite(request.PersonId, cancellationToken) || await homes.Of(request.PersonId, cancellationToken) is not { } person) return null;
            var round = await rounds.Find(cancellationToken) ?? throw new RuleViolationException("assessments.no-round");
            var assessment = await sheet.Open(round, person, request.Revision, cancellationToken);
            var changed = await sheet.Write(assessment, request.Rows, await texts.HighestRank(cancellationToken), cancellationToken);
            if (changed && request.Revision != 0) assessment.Edit(request.Revision);
            trail.Changed(assessment.Id, new { assessment.RoundId }, [request.PersonId]);
            return new(assessment.Revision, clock.GetUtcNow());
        }
    }
}
