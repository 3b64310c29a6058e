using FluentValidation;
using FluentValidation.Results;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Gaps;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Application.Gaps;

/// <summary>Decides the 暫停時段 of the agency from a day on. What was in force before that day stays on record.</summary>
public static class SetPauseWindow
{
    /// <param name="Pauses">False = missed nights are made up at any time; the times are then not read.</param>
    /// <param name="From">Time of day as typed.</param>
    /// <param name="To">Time of day as typed.</param>
    /// <param name="ValidFrom">Day as typed, 民國 or 西元; empty = today.</param>
    [Requires(Capability.SetPauseWindow)]
    public sealed record Command(bool Pauses, string? From, string? To, string? ValidFrom) : ICommand<Result>;

    public sealed record Result(string Value, DateOnly ValidFrom);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.From).Custom((typed, at) => Try(at, () => PauseWindow.ReadTime(typed))).When(c => c.Pauses);
            RuleFor(c => c.To).Custom((typed, at) => Try(at, () => PauseWindow.ReadTime(typed))).When(c => c.Pauses);
            RuleFor(c => c.ValidFrom).Custom((typed, at) => Try(at, () => TaiwanDate.Read(typed))).When(c => !string.IsNullOrWhiteSpace(c.ValidFrom));
        }

        private static void Try<T>(ValidationContext<Command> context, Func<T> read)
        {
            try
            {
                read();
            }
            catch (RuleViolationException violation)
            {
                context.AddFailure(new ValidationFailure(context.PropertyPath, violation.Code) { ErrorCode = violation.Code, CustomState = violation.Args.ToArray() });
            }
        }
    }

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var actor = context.RequireActor();
            var today = clock.TaipeiToday();
            var from = string.IsNullOrWhiteSpace(request.ValidFrom) ? today : TaiwanDate.Read(request.ValidFrom);
            if (from < today) throw new RuleViolationException("gaps.pause-in-past", today) { Field = nameof(Command.ValidFrom) };
            var value = request.Pauses ? new PauseWindow(PauseWindow.ReadTime(request.From), PauseWindow.ReadTime(request.To)).ToString() : PauseWindow.Never;
            var now = clock.GetUtcNow();
            var row = new Setting
            {
                Id = Guid.CreateVersion7(now),
                OwnerOrganizationId = actor.OrganizationId,
                Key = SettingKeys.PauseWindow,
                Value = value,
                ValidFrom = from,
                ChangedBy = actor.AccountId,
                RecordedAt = now,
            };
            var before = await RunPageSql.SetPause(db, actor.Scope, row, cancellationToken);
            trail.Changed(actor.OrganizationId, new { key = row.Key, from, before, after = value });
            return new(value, from);
        }
    }
}
