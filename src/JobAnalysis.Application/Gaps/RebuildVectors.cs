using System.Data;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// Builds the vectors of accepted levels anew from their rows, for the last published day: after a restored backup, a repaired row, or a new meaning of the
/// cache. Whoever had other levels in his vector is raised, so that the next run compares him again. Memory is bounded by the people of one group.
/// </summary>
public static class RebuildVectors
{
    /// <param name="Organization">機關代碼 or id; null = every agency.</param>
    /// <param name="CheckOnly">Say what differs and write nothing.</param>
    [Requires(Capability.Operate)]
    public sealed record Operation(string? Organization, bool CheckOnly) : IOperation<Report>;

    /// <param name="People">People looked at.</param>
    /// <param name="Vectors">Vectors built.</param>
    /// <param name="Different">People whose stored vector said something else; they are compared again.</param>
    /// <param name="Written">Vectors written.</param>
    public readonly record struct Report(int People, int Vectors, int Different, int Written)
    {
        /// <summary>Both together.</summary>
        public static Report operator +(Report one, Report other) => new(one.People + other.People, one.Vectors + other.Vectors, one.Different + other.Different, one.Written + other.Written);

        /// <summary>Both together.</summary>
        public static Report Add(Report left, Report right) => left + right;
    }

    internal sealed class Handler(JobAnalysisDb db, NpgsqlDataSource dataSource, GapSettings settings, TimeProvider clock) : IOperationHandler<Operation, Report>
    {
        public async Task<Report> Handle(Operation request, CancellationToken cancellationToken)
        {
            var wanted = request.Organization;
            var id = Guid.TryParse(wanted, out var parsed) ? parsed : (Guid?)null;
            var organizations = await db.Organizations.AsNoTracking().Where(o => wanted == null || o.Code == wanted || o.Id == id).Select(o => o.Id).ToArrayAsync(cancellationToken);
            if (wanted is not null && organizations.Length == 0) throw new RuleViolationException("gaps.organization-unknown", wanted);

            var report = default(Report);
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            var scope = Scope.WholeOf(clock.TaipeiToday(), organizations);
            var lineages = await VectorSql.Lineages(connection, scope, cancellationToken);
            foreach (var group in Groups(await VectorSql.Agencies(connection, scope, cancellationToken)))
                report += await Rebuild(connection, Scope.WholeOf(group.Day, group.Agencies), lineages, request.CheckOnly, cancellationToken);
            return report;
        }

        /// <summary>Agencies of one day together, up to so many people.</summary>
        private IEnumerable<(DateOnly Day, Guid[] Agencies)> Groups(IReadOnlyList<(Guid OrganizationId, int People, DateOnly Day)> agencies)
        {
            List<Guid> group = [];
            var (people, day) = (0, default(DateOnly));
            foreach (var agency in agencies)
            {
                if (group.Count > 0 && (agency.Day != day || people + agency.People > settings.PeopleAtOnce))
                {
                    yield return (day, [.. group]);
                    group.Clear();
                    people = 0;
                }
                group.Add(agency.OrganizationId);
                (people, day) = (people + agency.People, agency.Day);
            }
            if (group.Count > 0) yield return (day, [.. group]);
        }

        private static async Task<Report> Rebuild(
            NpgsqlConnection connection, Scope scope, IReadOnlyDictionary<Guid, (Guid FrameworkId, int Ordinal)> lineages, bool checkOnly, CancellationToken cancellationToken)
        {
            using var build = new VectorBuild(lineages, scope.Today);
            await using (var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken))
            {
                await Each(await VectorSql.People(connection, scope, cancellationToken), build.TakePerson, cancellationToken);
                await Each(await VectorSql.Levels(connection, scope, cancellationToken), build.TakeLevel, cancellationToken);
                await Each(await VectorSql.Stored(connection, scope, cancellationToken), build.Compare, cancellationToken);
                await snapshot.CommitAsync(cancellationToken);
            }
            build.Finish();
            if (!checkOnly && build.Staged.Rows > 0) await VectorSql.Write(connection, scope, scope.WholeOrganizations, build.Staged, cancellationToken);
            return new(build.People, build.Vectors, build.Different, checkOnly ? 0 : build.Staged.Rows);
        }

        private static async Task Each(Data.Copy.CopyRows rows, Action<Data.Copy.CopyRows> take, CancellationToken cancellationToken)
        {
            await using (rows)
            {
                while (await rows.NextAsync(cancellationToken)) take(rows);
            }
        }
    }
}
