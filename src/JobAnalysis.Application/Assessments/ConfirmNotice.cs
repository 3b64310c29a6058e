using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Assessments;

/// <summary>Records that the notice reached the person (decisions.md 15). Levels that were stored before it count from now on.</summary>
public static class ConfirmNotice
{
    [Requires(Capability.AssessSelf)]
    public sealed record Command(Guid RoundId, int NoticeVersion) : ICommand<Done>;

    internal sealed class Handler(JobAnalysisDb db, CurrentRound rounds, SelfSheet sheet, LevelAcceptance acceptance, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var round = await rounds.Find(cancellationToken) ?? throw new RuleViolationException("assessments.no-round");
            if (request.RoundId != round.Id || request.NoticeVersion != round.NoticeVersion) throw new StaleRevisionException(request.NoticeVersion, round.NoticeVersion);
            if (await rounds.IsNoticed(round, sheet.Me, cancellationToken)) return default;
            var delivery = new NoticeDelivery
            {
                OrganizationId = round.OrganizationId,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                PersonId = sheet.Me,
                RoundId = round.Id,
                NoticeVersion = round.NoticeVersion,
                Method = NoticeMethod.ShownOnPage,
                DeliveredAt = clock.GetUtcNow(),
            };
            db.NoticeDeliveries.Add(delivery);
            trail.Changed(delivery.Id, new { round.Id, round.NoticeVersion }, [sheet.Me]);
            await acceptance.Accept(round.OrganizationId, sheet.Me, cancellationToken);
            return default;
        }
    }
}
