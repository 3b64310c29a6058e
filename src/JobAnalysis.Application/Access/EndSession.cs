using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Access;

/// <summary>Ends one of the own sessions; its next request is that of a visitor.</summary>
public static class EndSession
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Command(Guid SessionId) : ICommand<bool>;

    /// <summary>False: there is no such session of this account.</summary>
    internal sealed class Handler(JobAnalysisDb db, AccountGate gate, RequestContext context, TimeProvider clock) : ICommandHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var own = context.RequireActor().AccountId;
            if (await db.Set<AccountSession>().SingleOrDefaultAsync(s => s.Id == command.SessionId && s.AccountId == own, cancellationToken) is not { } session) return false;
            session.EndedAt ??= clock.GetUtcNow();
            gate.Note(own, SignInEvents.SessionEnded);
            return true;
        }
    }
}
