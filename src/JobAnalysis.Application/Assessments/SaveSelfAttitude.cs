using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>Keeps how often the person showed the three behaviours of one attitude; the value is the median, seen by the person only (decisions.md 9).</summary>
public static class SaveSelfAttitude
{
    /// <summary>無機會.</summary>
    public const string NoOpportunity = "no-opportunity";

    [Requires(Capability.AssessSelf)]
    public sealed record Command(Guid AttitudeId, IReadOnlyList<Answer> Answers, long Revision) : ICommand<Saved>;

    /// <summary>One behaviour: 1–5, 無機會 or nothing.</summary>
    public sealed record Answer(Guid BehaviorId, string? Choice);

    /// <param name="Revision">Revision the next form shows.</param>
    /// <param name="At">When it was kept.</param>
    /// <param name="Value">The median, null with fewer than two answers.</param>
    public sealed record Saved(long Revision, DateTimeOffset At, int? Value);

    internal sealed class Handler(JobAnalysisDb db, SelfSheet sheet, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Saved>
    {
        public async Task<Saved> Handle(Command request, CancellationToken cancellationToken)
        {
            var assessment = await sheet.Open(request.Revision, cancellationToken);
            Guid[] behaviors = await (
                from behavior in db.AttitudeBehaviors
                join edition in db.AttitudeEditions on behavior.AttitudeId equals edition.AttitudeId
                where behavior.AttitudeId == request.AttitudeId && edition.FrameworkVersionId == assessment.FrameworkVersionId
                orderby behavior.Number
                select behavior.Id).ToArrayAsync(cancellationToken);
            if (behaviors.Length == 0 || request.Answers.Any(a => !behaviors.Contains(a.BehaviorId))) throw new RuleViolationException("assessments.attitude-not-in-version");

            var stored = await db.AttitudeAnswers.Where(a => a.AssessmentId == assessment.Id && behaviors.Contains(a.BehaviorId)).ToDictionaryAsync(a => a.BehaviorId, cancellationToken);
            var changed = false;
            foreach (var (behaviorId, choice) in request.Answers.DistinctBy(a => a.BehaviorId))
                changed |= Put(assessment, stored, behaviorId, Read(choice));
            if (changed && request.Revision != 0) assessment.Edit(request.Revision);
            if (changed) trail.Changed(assessment.Id, new { request.AttitudeId }, [assessment.PersonId]);

            int?[] frequencies = [.. behaviors.Select(b => stored.GetValueOrDefault(b)?.Frequency)];
            return new(assessment.Revision, clock.GetUtcNow(), AttitudeValue.Median(frequencies.ElementAtOrDefault(0), frequencies.ElementAtOrDefault(1), frequencies.ElementAtOrDefault(2)));
        }

        private static (int? Frequency, bool NoOpportunity) Read(string? choice) => choice switch
        {
            null or "" or ChosenAnswer.None => (null, false),
            NoOpportunity => (null, true),
            _ when RatedLevel.Read(choice, AttitudeValue.HighestFrequency) is { IsBelowLevel1: false } frequency => (frequency.Rank, false),
            _ => throw new RuleViolationException("assessments.frequency-outside-scale", choice, AttitudeValue.HighestFrequency),
        };

        private bool Put(Assessment assessment, Dictionary<Guid, AttitudeAnswer> stored, Guid behaviorId, (int? Frequency, bool NoOpportunity) chosen)
        {
            var answer = stored.GetValueOrDefault(behaviorId);
            if ((answer?.Frequency, answer?.NoOpportunity ?? false) == chosen) return false;
            if (answer is null)
            {
                answer = new()
                {
                    OrganizationId = assessment.OrganizationId,
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    PersonId = assessment.PersonId,
                    AssessmentId = assessment.Id,
                    BehaviorId = behaviorId,
                };
                db.AttitudeAnswers.Add(stored[behaviorId] = answer);
            }
            (answer.Frequency, answer.NoOpportunity, answer.ChangedAt) = (chosen.Frequency, chosen.NoOpportunity, clock.GetUtcNow());
            return true;
        }
    }
}
