using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Answers a claim by proposing an exemption with an end date; it has no effect before the head of personnel approves (decisions.md 7). Null: not to be answered by the actor.</summary>
public static class ProposeExemption
{
    private const int ReasonLimit = 500;

    /// <summary>Longest exemption; afterwards the question is asked anew.</summary>
    private const int MostYears = 3;

    [Requires(Capability.ProposeExemptions, Capability.RatePeople)]
    public sealed record Command(Guid TaskId, string? Reason, string? LastDay) : ICommand<Proposed?>;

    public sealed record Proposed(int Exemptions);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, ClaimReader claims, RatingParts parts, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Proposed?>
    {
        public async Task<Proposed?> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await claims.Find(request.TaskId, cancellationToken) is not { SubjectPersonId: { } personId, DetailId: { } competencyId } task) return null;
            if (task.CompletedAt is not null) throw new RuleViolationException("assessments.claim-answered");
            var reason = CleanText.Required(request.Reason, ReasonLimit, multiline: true);
            var end = End(request.LastDay);

            var competency = await db.Competencies.AsNoTracking().SingleAsync(c => c.Id == competencyId, cancellationToken);
            var needs = (await parts.Required.Read([personId], cancellationToken)).Of(personId, competency.FrameworkId, competency.Ordinal);
            if (needs.Count == 0) throw new RuleViolationException("assessments.nothing-to-exempt");
            foreach (var need in needs)
            {
                var exemption = new Exemption
                {
                    OrganizationId = task.OrganizationId,
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    PersonId = personId,
                    AppointmentId = need.AppointmentId,
                    CompetencyId = competencyId,
                    Reason = reason,
                    ProposedBy = context.RequireActor().AccountId,
                    ValidFrom = clock.TaipeiToday(),
                    ValidTo = end,
                    RecordedAt = clock.GetUtcNow(),
                };
                db.Exemptions.Add(exemption);
                parts.Tasks.AskToDecide(exemption);
                trail.Changed(exemption.Id, new { competencyId, need.AppointmentId, end }, [personId], reason);
            }
            task.CompletedAt = clock.GetUtcNow();
            return new(needs.Count);
        }

        /// <summary>The form asks for the last day; periods are stored half-open.</summary>
        private DateOnly End(string? lastDay)
        {
            try
            {
                var day = TaiwanDate.Read(lastDay);
                var today = clock.TaipeiToday();
                return day < today || day > today.AddYears(MostYears) ? throw new RuleViolationException("assessments.exemption-end-outside-range", MostYears) : day.AddDays(1);
            }
            catch (RuleViolationException broken)
            {
                throw new RuleViolationException(broken.Code, [.. broken.Args]) { Field = nameof(Command.LastDay) };
            }
        }
    }
}
