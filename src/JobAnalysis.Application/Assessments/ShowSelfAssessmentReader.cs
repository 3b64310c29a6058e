using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using Microsoft.EntityFrameworkCore;
using static JobAnalysis.Application.Assessments.ShowSelfAssessment;

namespace JobAnalysis.Application.Assessments;

/// <summary>What the overview, the item pages and the submit page of the own assessment all show.</summary>
internal sealed class ShowSelfAssessmentReader(JobAnalysisDb db, CurrentRound rounds, SelfSheet sheet, ItemTexts texts, RequiredItems required, TimeProvider clock)
{
    public async Task<View?> Read(CancellationToken cancellationToken)
    {
        if (await rounds.Find(cancellationToken) is not { } round) return null;
        var me = sheet.Me;
        var assessment = await db.Assessments.AsNoTracking().SingleOrDefaultAsync(
            a => a.OrganizationId == round.OrganizationId && a.PersonId == me && a.RoundId == round.Id && a.Source == AssessmentSource.Self, cancellationToken);
        var answers = assessment is null ? [] : await db.AssessmentAnswers.AsNoTracking().Where(a => a.AssessmentId == assessment.Id).ToDictionaryAsync(a => a.CompetencyId, cancellationToken);
        var needs = await required.Read([me], cancellationToken);
        var last = await sheet.LastLevels(assessment?.Id, cancellationToken);
        var items = (await texts.Competencies(round.FrameworkVersionId, cancellationToken)).Select(c => ItemOf(c, needs.Of(me, c), answers.GetValueOrDefault(c.CompetencyId), last)).ToList();
        var attitudes = await Attitudes(round.FrameworkVersionId, assessment?.Id, cancellationToken);
        return new(
            round.Id, round.Name, round.ValidTo?.AddDays(-1), clock.TaipeiToday(), await rounds.IsNoticed(round, me, cancellationToken), assessment?.SubmittedAt,
            answers.Count == 0 ? null : answers.Values.Max(a => a.ChangedAt), assessment?.Revision ?? 0,
            items.FindAll(i => i.Needs.Count > 0), items.FindAll(i => i.Needs.Count == 0), attitudes);
    }

    private static Item ItemOf(CompetencyText competency, IReadOnlyList<Need> needs, AssessmentAnswer? answer, IReadOnlyDictionary<Guid, int> lastLevels)
    {
        var last = lastLevels.TryGetValue(competency.CompetencyId, out var level) ? level : (int?)null;
        var kind = answer?.Kind ?? AnswerKind.NotAnswered;
        return new(competency, needs, kind, answer?.Level, answer?.Comment, last, SelfSheet.WhatIsMissing(kind, answer?.Level, answer?.Comment, last));
    }

    private async Task<IReadOnlyList<AttitudeItem>> Attitudes(Guid versionId, Guid? assessmentId, CancellationToken cancellationToken)
    {
        var editions = await db.AttitudeEditions.AsNoTracking().Where(e => e.FrameworkVersionId == versionId).OrderBy(e => e.DisplayOrder).ThenBy(e => e.Id).ToListAsync(cancellationToken);
        Guid[] ids = [.. editions.Select(e => e.AttitudeId)];
        var behaviors = (await (
            from behavior in db.AttitudeBehaviors.AsNoTracking()
            where ids.Contains(behavior.AttitudeId)
            join found in db.AttitudeAnswers.Where(a => a.AssessmentId == assessmentId) on behavior.Id equals found.BehaviorId into given
            from answer in given.DefaultIfEmpty()
            orderby behavior.Number, behavior.Id
            select new { behavior.AttitudeId, behavior.Id, behavior.ScaleId, behavior.Text, Frequency = answer == null ? null : answer.Frequency, NoOpportunity = answer != null && answer.NoOpportunity })
            .ToListAsync(cancellationToken)).ToLookup(b => b.AttitudeId, b => new Behavior(b.Id, b.ScaleId, b.Text, b.Frequency, b.NoOpportunity));
        return [.. editions.Select(e => new AttitudeItem(e.AttitudeId, e.Name, e.Description, e.Example, [.. behaviors[e.AttitudeId]], Value([.. behaviors[e.AttitudeId]])))];
    }

    private static int? Value(Behavior[] behaviors) => AttitudeValue.Median(
        behaviors.ElementAtOrDefault(0)?.Frequency, behaviors.ElementAtOrDefault(1)?.Frequency, behaviors.ElementAtOrDefault(2)?.Frequency);
}
