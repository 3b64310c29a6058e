using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Assessments;

/// <summary>The actor's rating of one person in the round: who may write it, and writing answers into it.</summary>
internal sealed class RatingSheet(JobAnalysisDb db, RaterReader raters, RequestContext context, TimeProvider clock)
{
    /// <summary>
    /// Is the actor the person's rater? The personnel office and 請假代理 see the person and their role does not rate: 403 (matrix rows 10 and 11);
    /// everything else is absence.
    /// </summary>
    /// <exception cref="ForbiddenException">The actor sees the person but his role does not rate.</exception>
    public async Task<bool> MayWrite(Guid personId, CancellationToken cancellationToken)
    {
        if (await raters.MayRate(personId, cancellationToken)) return true;
        await Refuse(personId, cancellationToken);
        return false;
    }

    /// <summary>Says 403 to one who is not the rater, where he sees the person.</summary>
    /// <exception cref="ForbiddenException">The actor sees the person but his role does not rate.</exception>
    public async Task Refuse(Guid personId, CancellationToken cancellationToken)
    {
        var actor = context.RequireActor();
        var onlyReads = actor.Can(Capability.ViewNamedGaps) && (!actor.Can(Capability.RatePeople) || actor.Roles.Any(RoleCapabilities.OpensNames));
        if (onlyReads && await db.People.AnyAsync(p => p.OrganizationId == actor.OrganizationId && p.Id == personId, cancellationToken)) throw new ForbiddenException();
    }

    /// <summary>The assessment to write into, begun when there was none; the form shows revision 0 before the first entry.</summary>
    /// <exception cref="RuleViolationException"><c>assessments.already-submitted</c>.</exception>
    /// <exception cref="StaleRevisionException">The form showed another revision.</exception>
    public async Task<Assessment> Open(AssessmentRound round, Home person, long shownRevision, CancellationToken cancellationToken)
    {
        var me = context.RequireActor().PersonId;
        var assessment = await db.Assessments.SingleOrDefaultAsync(
            a => a.OrganizationId == round.OrganizationId && a.PersonId == person.PersonId && a.RoundId == round.Id && a.Source == AssessmentSource.Supervisor && a.RaterPersonId == me, cancellationToken);
        var opened = Open(assessment, round.OrganizationId, round.Id, round.FrameworkVersionId, person, shownRevision);
        if (assessment is null) db.Assessments.Add(opened);
        return opened;
    }

    /// <summary>The same for a sheet that was read, or null.</summary>
    public Assessment Open(Assessment? stored, Guid organizationId, Guid roundId, Guid frameworkVersionId, Home person, long shownRevision)
    {
        if (stored?.SubmittedAt is not null) throw new RuleViolationException("assessments.already-submitted");
        if ((stored?.Revision ?? 0) != shownRevision) throw new StaleRevisionException(shownRevision, stored?.Revision ?? 0);
        var now = clock.GetUtcNow();
        return stored ?? new()
        {
            OrganizationId = organizationId,
            Id = Guid.CreateVersion7(now),
            PersonId = person.PersonId,
            RoundId = roundId,
            Source = AssessmentSource.Supervisor,
            RaterPersonId = context.RequireActor().PersonId,
            FrameworkVersionId = frameworkVersionId,
            UnitId = person.UnitId,
            BegunAt = now,
        };
    }

    /// <summary>Writes the answers; says whether any differed. The caller raises the revision.</summary>
    /// <exception cref="RuleViolationException"><c>assessments.competency-not-in-version</c>, those of a level, those of a text; with the field of the row.</exception>
    public async Task<bool> Write(Assessment assessment, IReadOnlyList<RatingRow> rows, int highest, CancellationToken cancellationToken)
    {
        var known = await db.CompetencyEditions.Where(e => e.FrameworkVersionId == assessment.FrameworkVersionId).Select(e => e.CompetencyId).ToListAsync(cancellationToken);
        var stored = await db.AssessmentAnswers.Where(a => a.AssessmentId == assessment.Id).ToDictionaryAsync(a => a.CompetencyId, cancellationToken);
        var changed = Change(assessment, known, stored, rows, highest);
        db.AssessmentAnswers.AddRange(changed.Where(a => db.Entry(a).State is EntityState.Detached));
        return changed.Count > 0;
    }

    /// <summary>Changes the answers that were read, adds those that are new, and returns what differs.</summary>
    /// <param name="assessment">Whose answers.</param>
    /// <param name="known">Competencies of its framework version.</param>
    /// <param name="stored">Answers by competency.</param>
    /// <param name="rows">The form.</param>
    /// <param name="highest">Highest rank of the scale.</param>
    public List<AssessmentAnswer> Change(Assessment assessment, IReadOnlyCollection<Guid> known, Dictionary<Guid, AssessmentAnswer> stored, IReadOnlyList<RatingRow> rows, int highest)
    {
        List<AssessmentAnswer> changed = [];
        for (var i = 0; i < rows.Count; i++)
        {
            if (!known.Contains(rows[i].CompetencyId)) throw new RuleViolationException("assessments.competency-not-in-version");
            if (Put(assessment, stored, rows[i], InField(i, nameof(RatingRow.Choice), () => ChosenAnswer.Read(rows[i].Choice, highest, byRater: true)),
                InField(i, nameof(RatingRow.Comment), () => CleanText.Optional(rows[i].Comment, SelfSheet.CommentLimit, multiline: true))) is { } answer && !changed.Contains(answer)) changed.Add(answer);
        }
        return changed;
    }

    /// <summary>Says in which row of the form a rule was broken.</summary>
    public static T InField<T>(int row, string field, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RuleViolationException broken)
        {
            throw new RuleViolationException(broken.Code, [.. broken.Args]) { Field = $"Rows[{row}].{field}" };
        }
    }

    private AssessmentAnswer? Put(Assessment assessment, Dictionary<Guid, AssessmentAnswer> stored, RatingRow row, ChosenAnswer chosen, string? comment)
    {
        var answer = stored.GetValueOrDefault(row.CompetencyId);
        if (answer is null ? chosen.Kind is AnswerKind.NotAnswered && comment is null : (answer.Kind, answer.Level, answer.Comment) == (chosen.Kind, chosen.Level, comment)) return null;
        if (answer is null)
        {
            stored[row.CompetencyId] = answer = new() { OrganizationId = assessment.OrganizationId, Id = Guid.CreateVersion7(clock.GetUtcNow()), PersonId = assessment.PersonId, AssessmentId = assessment.Id, CompetencyId = row.CompetencyId };
        }
        (answer.Kind, answer.Level, answer.Comment, answer.ChangedAt) = (chosen.Kind, chosen.Level, comment, clock.GetUtcNow());
        return answer;
    }
}

/// <summary>One line of a rating form.</summary>
public sealed record RatingRow(Guid CompetencyId, string? Choice, string? Comment);
