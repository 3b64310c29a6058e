using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>The 待辦 that assessments raise and complete. Addressees are offices; who holds one is found when the list is read.</summary>
internal sealed class AssessmentTasks(JobAnalysisDb db, RaterReader raters, TimeProvider clock)
{
    /// <summary>Days to answer a claim or decide an exemption; to rate when the round is nearly over.</summary>
    private const int Days = 14;

    /// <param name="kind">What is done.</param>
    /// <param name="personId">About whom.</param>
    /// <param name="subjectId">Round, answer or exemption.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task Complete(WorkTaskKind kind, Guid personId, Guid subjectId, CancellationToken cancellationToken)
    {
        var open = await db.WorkTasks.Where(t => t.Kind == kind && t.SubjectPersonId == personId && t.SubjectId == subjectId && t.CompletedAt == null).ToListAsync(cancellationToken);
        foreach (var task in open) task.CompletedAt = clock.GetUtcNow();
    }

    public async Task AskToAssessSelf(Assessment assessment, CancellationToken cancellationToken)
    {
        if (await HasOpen(WorkTaskKind.AssessSelf, assessment, cancellationToken)) return;
        db.WorkTasks.Add(New(WorkTaskKind.AssessSelf, assessment, assessment.RoundId, null, AddresseeKind.Person, null, clock.TaipeiToday().AddDays(Days)));
    }

    public async Task AskToRate(Assessment assessment, CancellationToken cancellationToken)
    {
        if (await HasOpen(WorkTaskKind.RatePerson, assessment, cancellationToken)) return;
        var rated = await db.Assessments.AnyAsync(
            a => a.PersonId == assessment.PersonId && a.RoundId == assessment.RoundId && a.Source == AssessmentSource.Supervisor && a.SubmittedAt != null && a.Id != assessment.Id, cancellationToken);
        if (rated || await raters.AddressedUnit(assessment.PersonId, cancellationToken) is not { } unit) return;
        var roundEnd = await db.AssessmentRounds.Where(r => r.OrganizationId == assessment.OrganizationId && r.Id == assessment.RoundId).Select(r => r.ValidTo).SingleAsync(cancellationToken);
        var latest = clock.TaipeiToday().AddDays(Days);
        db.WorkTasks.Add(New(WorkTaskKind.RatePerson, assessment, assessment.RoundId, null, AddresseeKind.UnitHead, unit, roundEnd?.AddDays(-1) is { } end && end > latest ? end : latest));
    }

    public async Task AskAboutClaim(Assessment assessment, AssessmentAnswer claim, CancellationToken cancellationToken)
    {
        if (await raters.AddressedUnit(assessment.PersonId, cancellationToken) is not { } unit) return;
        db.WorkTasks.Add(New(WorkTaskKind.AnswerClaim, assessment, claim.Id, claim.CompetencyId, AddresseeKind.UnitHead, unit, clock.TaipeiToday().AddDays(Days)));
    }

    public void AskToDecide(Exemption exemption) => db.WorkTasks.Add(new()
    {
        OrganizationId = exemption.OrganizationId,
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Kind = WorkTaskKind.DecideExemption,
        SubjectPersonId = exemption.PersonId,
        SubjectId = exemption.Id,
        DetailId = exemption.CompetencyId,
        Addressee = AddresseeKind.HrHead,
        WaitingPersonId = exemption.PersonId,
        DueOn = clock.TaipeiToday().AddDays(Days),
        CreatedAt = clock.GetUtcNow(),
    });

    private Task<bool> HasOpen(WorkTaskKind kind, Assessment assessment, CancellationToken cancellationToken) =>
        db.WorkTasks.AnyAsync(t => t.Kind == kind && t.SubjectPersonId == assessment.PersonId && t.SubjectId == assessment.RoundId && t.CompletedAt == null, cancellationToken);

    private WorkTask New(WorkTaskKind kind, Assessment assessment, Guid subjectId, Guid? detailId, AddresseeKind addressee, Guid? unitId, DateOnly dueOn) => new()
    {
        OrganizationId = assessment.OrganizationId,
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Kind = kind,
        SubjectPersonId = assessment.PersonId,
        SubjectId = subjectId,
        DetailId = detailId,
        Addressee = addressee,
        AddresseeUnitId = unitId,
        AddresseePersonId = addressee is AddresseeKind.Person ? assessment.PersonId : null,
        WaitingPersonId = addressee is AddresseeKind.Person ? null : assessment.PersonId,
        DueOn = dueOn,
        CreatedAt = clock.GetUtcNow(),
    };
}
