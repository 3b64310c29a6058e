using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>A person's claim that an item does not apply to his work: the head rates anyway or proposes an exemption. Null: out of scope, or one's own claim.</summary>
public static class ShowClaim
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query(Guid TaskId) : IQuery<View?>;

    /// <param name="TaskId">The 待辦.</param>
    /// <param name="Person">Who claims.</param>
    /// <param name="Competency">What.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Needs">Appointments that need it: each gets an exemption of its own.</param>
    /// <param name="DueOn">When it is to be answered.</param>
    /// <param name="Today">Today.</param>
    /// <param name="IsAnswered">Rated or proposed already.</param>
    /// <param name="MayRate">The reader is the person's rater.</param>
    public sealed record View(
        Guid TaskId, Home Person, CompetencyText Competency, string? Reason, IReadOnlyList<Need> Needs, DateOnly DueOn, DateOnly Today, bool IsAnswered, bool MayRate);

    internal sealed class Handler(JobAnalysisDb db, ClaimReader claims, RatingParts parts, AuditTrail trail, TimeProvider clock) : IQueryHandler<Query, View?>
    {
        public async Task<View?> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await claims.Find(request.TaskId, cancellationToken) is not { SubjectPersonId: { } personId } task || await parts.Homes.Of(personId, cancellationToken) is not { } person) return null;
            var answer = await db.AssessmentAnswers.AsNoTracking().SingleAsync(a => a.Id == task.SubjectId, cancellationToken);
            var version = await db.Assessments.Where(a => a.Id == answer.AssessmentId).Select(a => a.FrameworkVersionId).SingleAsync(cancellationToken);
            var competency = (await parts.Texts.Competencies(version, cancellationToken)).First(c => c.CompetencyId == answer.CompetencyId);
            trail.Read("assessments.claim", [personId], task.Id);
            return new(
                task.Id, person, competency, answer.Comment, (await parts.Required.Read([personId], cancellationToken)).Of(personId, competency), task.DueOn, clock.TaipeiToday(),
                task.CompletedAt is not null, await parts.Raters.MayRate(personId, cancellationToken));
        }
    }
}
