using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Access;

/// <summary>The own second step: on or off, recovery codes left, and the key being paired.</summary>
public static class ShowAuthenticator
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query : IQuery<View>;

    /// <param name="IsEnabled">The second step is asked at sign-in.</param>
    /// <param name="RecoveryCodesLeft">Unused recovery codes.</param>
    /// <param name="UserName">For the label in the app.</param>
    /// <param name="PendingKey">Key to pair with an app; null when none was asked for.</param>
    public sealed record View(bool IsEnabled, int RecoveryCodesLeft, string UserName, string? PendingKey);

    internal sealed class Handler(JobAnalysisDb db, AccountSecrets secrets, RequestContext context) : IQueryHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var own = context.RequireActor().AccountId;
            var account = await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == own, cancellationToken);
            return new(
                account.TwoFactorEnabled,
                await secrets.CountRecoveryCodes(own, cancellationToken),
                account.UserName!,
                account.TwoFactorEnabled ? null : await secrets.FindPendingKey(own, cancellationToken));
        }
    }
}
