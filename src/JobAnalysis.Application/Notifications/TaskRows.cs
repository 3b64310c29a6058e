using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Notifications;

/// <summary>Names, units and progress beside tasks, read for all rows at once.</summary>
internal sealed class TaskRows(JobAnalysisDb db, RequestContext context, RatingParts parts)
{
    public async Task<IReadOnlyList<WorkTask>> WaitedFor(CancellationToken cancellationToken)
    {
        var actor = context.RequireActor();
        return actor.PersonId is not { } me ? [] : await db.WorkTasks.AsNoTracking()
            .Where(t => t.OrganizationId == actor.OrganizationId && t.CompletedAt == null && t.WaitingPersonId == me && t.AddresseePersonId != me)
            .OrderBy(t => t.DueOn).ThenBy(t => t.Id).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ListTasks.Row>> Draw(IReadOnlyList<WorkTask> tasks, CancellationToken cancellationToken)
    {
        var actor = context.RequireActor();
        Guid[] people = [.. tasks.Select(t => t.SubjectPersonId).OfType<Guid>().Distinct()];
        var homes = people.Length == 0 ? [] : (await parts.Homes.Read(people, cancellationToken)).ToDictionary(h => h.PersonId);
        Guid[] unitIds = [.. tasks.Select(t => t.AddresseeUnitId).OfType<Guid>().Distinct()];
        var units = await db.Units.AsNoTracking().Where(u => unitIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
        var topics = await Topics(tasks, cancellationToken);
        var progress = await Progress(tasks, cancellationToken);
        return
        [
            .. tasks.Select(t =>
            {
                var home = t.SubjectPersonId is { } id ? homes.GetValueOrDefault(id) : null;
                var (done, asked) = progress.GetValueOrDefault(t.Id);
                var (topic, parent) = topics.GetValueOrDefault(t.Id);
                return new ListTasks.Row(
                    t.Id, t.Kind, t.SubjectPersonId, t.SubjectId, t.SubjectPersonId == actor.PersonId ? null : home?.Name,
                    t.AddresseeUnitId is { } unit && t.SubjectPersonId == actor.PersonId ? units.GetValueOrDefault(unit) : home?.UnitName, topic, done, asked,
                    t.Addressee, t.DueOn, t.CreatedAt.TaipeiDate(), parent);
            }),
        ];
    }

    private async Task<Dictionary<Guid, (LocalizedText? Topic, Guid? Parent)>> Topics(IReadOnlyList<WorkTask> tasks, CancellationToken cancellationToken)
    {
        Guid[] subjects = [.. tasks.Select(t => t.SubjectId).OfType<Guid>().Distinct()];
        Guid[] details = [.. tasks.Select(t => t.DetailId).OfType<Guid>().Distinct()];
        var rounds = await db.AssessmentRounds.AsNoTracking().Where(r => subjects.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, cancellationToken);
        var competencies = details.Length == 0 ? [] : (await db.CompetencyEditions.AsNoTracking().Where(e => details.Contains(e.CompetencyId)).OrderBy(e => e.FrameworkVersionId).ToListAsync(cancellationToken))
            .GroupBy(e => e.CompetencyId).ToDictionary(g => g.Key, g => g.Last().Name);
        var profiles = tasks.All(t => t.Kind is not WorkTaskKind.PublishProfile) ? [] : await (
            from version in db.ProfileVersions.AsNoTracking()
            where subjects.Contains(version.Id)
            join profile in db.CompetencyProfiles on new { version.OrganizationId, Id = version.CompetencyProfileId } equals new { profile.OrganizationId, profile.Id }
            select new { version.Id, profile.Name, Profile = profile.Id }).ToDictionaryAsync(p => p.Id, cancellationToken);
        return tasks.ToDictionary(t => t.Id, t => t.Kind switch
        {
            WorkTaskKind.AssessSelf or WorkTaskKind.RatePerson => (rounds.GetValueOrDefault(t.SubjectId ?? default), null),
            WorkTaskKind.PublishProfile => (profiles.GetValueOrDefault(t.SubjectId ?? default)?.Name, profiles.GetValueOrDefault(t.SubjectId ?? default)?.Profile),
            _ => (competencies.GetValueOrDefault(t.DetailId ?? default), (Guid?)null),
        });
    }

    /// <summary>Required items, and how many of them are answered in the own draft or in the rating the actor began.</summary>
    private async Task<Dictionary<Guid, (int Done, int Asked)>> Progress(IReadOnlyList<WorkTask> tasks, CancellationToken cancellationToken)
    {
        var counted = tasks.Where(t => t.Kind is WorkTaskKind.AssessSelf or WorkTaskKind.RatePerson && t.SubjectPersonId is not null).ToList();
        if (counted.Count == 0 || await parts.Rounds.Find(cancellationToken) is not { } round) return [];
        Guid[] people = [.. counted.Select(t => t.SubjectPersonId!.Value).Distinct()];
        var me = context.RequireActor().PersonId;
        var needs = await parts.Required.Read(people, cancellationToken);
        var competencies = await parts.Texts.Competencies(round.FrameworkVersionId, cancellationToken);
        var given = (await (
            from answer in db.AssessmentAnswers.AsNoTracking()
            where people.Contains(answer.PersonId) && answer.Kind != AnswerKind.NotAnswered
            join sheet in db.Assessments on new { answer.OrganizationId, Id = answer.AssessmentId } equals new { sheet.OrganizationId, sheet.Id }
            where sheet.RoundId == round.Id && (sheet.Source == AssessmentSource.Self ? sheet.PersonId == me : sheet.RaterPersonId == me)
            select new { answer.PersonId, answer.CompetencyId, sheet.Source }).ToListAsync(cancellationToken)).ToLookup(a => (a.PersonId, a.Source), a => a.CompetencyId);
        return counted.ToDictionary(t => t.Id, t =>
        {
            var asked = competencies.Where(c => needs.Of(t.SubjectPersonId!.Value, c).Count > 0).Select(c => c.CompetencyId).ToHashSet();
            var source = t.Kind is WorkTaskKind.AssessSelf ? AssessmentSource.Self : AssessmentSource.Supervisor;
            return (given[(t.SubjectPersonId!.Value, source)].Count(asked.Contains), asked.Count);
        });
    }
}
