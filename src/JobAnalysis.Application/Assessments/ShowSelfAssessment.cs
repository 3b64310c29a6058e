using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Assessments;

/// <summary>Overview of the own assessment: required items first, the attitudes, the rest under 自願填寫 (decisions.md 13).</summary>
public static class ShowSelfAssessment
{
    [Requires(Capability.AssessSelf)]
    public sealed record Query : IQuery<View?>;

    public sealed record View(
        Guid RoundId, LocalizedText RoundName, DateOnly? DueOn, DateOnly Today, bool IsNoticed, DateTimeOffset? SubmittedAt, DateTimeOffset? SavedAt, long Revision,
        IReadOnlyList<Item> Required, IReadOnlyList<Item> Voluntary, IReadOnlyList<AttitudeItem> Attitudes)
    {
        public int Answered => Required.Count(i => i.IsAnswered);

        /// <summary>About a minute for each open item.</summary>
        public int MinutesLeft => Required.Count + Attitudes.Count - Answered - Attitudes.Count(a => a.Value is not null);

        public IEnumerable<Item> Incomplete => Required.Concat(Voluntary).Where(i => i.Missing is not null);

        public int Claims => Required.Concat(Voluntary).Count(i => i.Kind is AnswerKind.ClaimedNotApplicable);
    }

    /// <param name="Competency">Its texts.</param>
    /// <param name="Needs">Levels that the appointments need.</param>
    /// <param name="Kind">未評 where nothing is answered.</param>
    /// <param name="Level">With Rated.</param>
    /// <param name="Comment">Example or reason.</param>
    /// <param name="LastLevel">Of the last submitted self assessment.</param>
    /// <param name="Missing">Text key of what must still be said.</param>
    public sealed record Item(CompetencyText Competency, IReadOnlyList<Need> Needs, AnswerKind Kind, int? Level, string? Comment, int? LastLevel, string? Missing)
    {
        public bool IsAnswered => Kind is not AnswerKind.NotAnswered;
    }

    public sealed record AttitudeItem(Guid AttitudeId, LocalizedText Name, LocalizedText Description, LocalizedText Example, IReadOnlyList<Behavior> Behaviors, int? Value);

    public sealed record Behavior(Guid BehaviorId, Guid ScaleId, LocalizedText Text, int? Frequency, bool NoOpportunity);

    internal sealed class Handler(ShowSelfAssessmentReader whole) : IQueryHandler<Query, View?>
    {
        public Task<View?> Handle(Query request, CancellationToken cancellationToken) => whole.Read(cancellationToken);
    }
}
