using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Raw SQL because EF cannot lock a row (reviewed: it takes the account, and no agency's data).</summary>
internal static class AccountSql
{
    /// <summary>Tries of one account wait for each other, so that fifty at once are counted as fifty.</summary>
    public static Task Lock(JobAnalysisDb db, Guid accountId, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select from account where id = {accountId} for update", cancellationToken);
}
