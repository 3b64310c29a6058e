using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Assessments;

/// <summary>Keeps drafts for one competency across people, all or none; each rating is handed in from the person's page. Null: not the rater of everybody named.</summary>
public static class SaveCompetencyRatings
{
    [Requires(Capability.AssessSelf, Capability.RatePeople, Capability.ViewNamedGaps)]
    public sealed record Command(Guid CompetencyId, IReadOnlyList<Row> Rows) : ICommand<Saved?>;

    public sealed record Row(Guid PersonId, string? Choice, string? Comment, long Revision);

    /// <param name="Changed">How many ratings now differ.</param>
    /// <param name="Revisions">Revision of each person's rating that the next form must show.</param>
    /// <param name="At">When.</param>
    public sealed record Saved(int Changed, IReadOnlyDictionary<Guid, long> Revisions, DateTimeOffset At);

    internal sealed class Handler(RatingSheet sheet, RatingParts parts, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Saved?>
    {
        public async Task<Saved?> Handle(Command request, CancellationToken cancellationToken)
        {
            var people = (await parts.Raters.PeopleToRate(cancellationToken)).ToDictionary(p => p.PersonId);
            foreach (var row in request.Rows)
            {
                if (!people.ContainsKey(row.PersonId) && !await sheet.MayWrite(row.PersonId, cancellationToken)) return null;
            }
            var round = await parts.Rounds.Find(cancellationToken) ?? throw new RuleViolationException("assessments.no-round");
            var highest = await parts.Texts.HighestRank(cancellationToken);

            List<Guid> changed = [];
            Dictionary<Guid, long> revisions = [];
            for (var i = 0; i < request.Rows.Count; i++)
            {
                var row = request.Rows[i];
                if (row.Revision == 0 && row.Choice is (null or "" or ChosenAnswer.None) && string.IsNullOrWhiteSpace(row.Comment)) continue;
                var assessment = await sheet.Open(round, people[row.PersonId], row.Revision, cancellationToken);
                if (await Write(assessment, request.CompetencyId, row, i, highest, cancellationToken))
                {
                    if (row.Revision != 0) assessment.Edit(row.Revision);
                    changed.Add(row.PersonId);
                }
                revisions[row.PersonId] = assessment.Revision;
            }
            trail.Changed(request.CompetencyId, new { RoundId = round.Id }, changed);
            return new(changed.Count, revisions, clock.GetUtcNow());
        }

        private async Task<bool> Write(Assessment assessment, Guid competencyId, Row row, int index, int highest, CancellationToken cancellationToken)
        {
            try
            {
                return await sheet.Write(assessment, [new(competencyId, row.Choice, row.Comment)], highest, cancellationToken);
            }
            catch (RuleViolationException broken) when (broken.Field is { } field)
            {
                throw new RuleViolationException(broken.Code, [.. broken.Args]) { Field = field.Replace("Rows[0]", $"Rows[{index}]", StringComparison.Ordinal) };
            }
        }
    }
}
