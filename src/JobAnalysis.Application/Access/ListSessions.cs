using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Access;

/// <summary>Where the own account is signed in now.</summary>
public static class ListSessions
{
    [Requires(Capability.UseOwnAccount)]
    public sealed record Query : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(Guid Id, string? Browser, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt);

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, TimeProvider clock) : IQueryHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query query, CancellationToken cancellationToken)
        {
            var own = context.RequireActor().AccountId;
            return await db.Set<AccountSession>().AsNoTracking().Where(SessionBook.IsAlive(clock.GetUtcNow())).Where(s => s.AccountId == own)
                .OrderByDescending(s => s.LastSeenAt).Select(s => new Row(s.Id, s.Browser, s.Address, s.CreatedAt, s.LastSeenAt)).ToListAsync(cancellationToken);
        }
    }
}
