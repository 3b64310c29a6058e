using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Gaps;

/// <summary>為什麼是這個數字: requirement source and version, ratings with dates, the rule, the run.</summary>
public static class ExplainCell
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query(Guid AppointmentId, Guid CompetencyId) : IQuery<Model?>;

    public sealed record Model(Guid PersonId, string Name, bool IsOwn, LocalizedText Title, Tier? Tier, CompetencyColumn Competency, GapCell Cell, GapBasis Basis,
        RequirementSource Requirement, IReadOnlyList<Rating> Ratings, Accepted? Accepted, Exempted? Exemption, IReadOnlyList<SettingUsed> Settings, int FormulaVersion,
        LocalizedText? Needed, LocalizedText? Has, IReadOnlyList<Past> History);

    /// <summary>Where the required level comes from.</summary>
    public sealed record RequirementSource(RequirementLayer Layer, Guid? ProfileId, LocalizedText? Profile, Guid? ProfileVersionId, int? ProfileVersion, DateOnly? EffectiveFrom, string? DocumentNumber,
        string? Reason, int Importance, LocalizedText? DefaultSet, int? DefaultSetNumber, LocalizedText? DefaultReason, Guid RequirementId);

    /// <summary>One rating that somebody gave, used or not, and whether the notice had reached the person.</summary>
    public sealed record Rating(Guid AssessmentId, AssessmentSource Source, AnswerKind Kind, int? Level, DateOnly RatedOn, string? Comment, bool NoticeDelivered, bool IsAccepted, LocalizedText Round);

    public sealed record Accepted(int Level, AssessmentSource Source, string Clause, int RuleVersion, DateOnly RatedOn, DateOnly ValidFrom, DateOnly? ValidTo);

    public sealed record Exempted(string Reason, DateOnly ValidFrom, DateOnly? ValidTo);

    public sealed record SettingUsed(string Key, string Value, DateOnly ValidFrom);

    /// <summary>What was shown before, from one publication to the next.</summary>
    public sealed record Past(DateOnly ShownFrom, DateOnly ShownTo, GapCell Cell, long PublicationId);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail) : IQueryHandler<Query, Model?>
    {
        public async Task<Model?> Handle(Query request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            if (await GapBasisReader.Read(db, actor.OrganizationId, cancellationToken) is not { } basis) return null;
            if (await CellSql.Find(db, actor.Scope, actor.OrganizationId, request.AppointmentId, request.CompetencyId, basis, cancellationToken) is not { } result) return null;
            var isOwn = result.PersonId == actor.PersonId;
            if (!isOwn && !actor.Can(Capability.ViewNamedGaps)) return null;
            if (!isOwn) trail.Read(nameof(ExplainCell), [result.PersonId], request.AppointmentId);

            var grounds = await CellSql.Explain(db, actor.Scope, actor.OrganizationId, request.AppointmentId, basis.FrameworkId, result, cancellationToken);
            return new(result.PersonId, result.Name, isOwn, result.Title, grounds.Tier, result.Column, result.Cell, basis, grounds.Requirement, grounds.Ratings, grounds.Accepted, grounds.Exemption,
                grounds.Settings, result.FormulaVersion, grounds.Needs, grounds.Has, grounds.History);
        }
    }
}
