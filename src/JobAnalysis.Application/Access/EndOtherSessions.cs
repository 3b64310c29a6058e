using JobAnalysis.Application.Messaging;

namespace JobAnalysis.Application.Access;

/// <summary>Ends every session of the own account but this one; returns how many.</summary>
public static class EndOtherSessions
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Command(Guid SessionId) : ICommand<int>;

    internal sealed class Handler(AccountGate gate, RequestContext context) : ICommandHandler<Command, int>
    {
        public Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var own = context.RequireActor().AccountId;
            gate.Note(own, SignInEvents.SessionEnded);
            return gate.EndSessions(own, command.SessionId, cancellationToken);
        }
    }
}
