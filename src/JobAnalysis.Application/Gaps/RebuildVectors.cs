using System.Data;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobAnalysis.Application.Gaps;

/// <summary>
/// Builds the vectors of accepted levels anew, for the last published day: after a restored backup, a repaired row, or a new meaning of the cache. From the rows
/// of accepted levels, and whoever had other levels in his vector is raised, so that the next run compares him again; or from every rating by the acceptance
/// rule, and whoever had others is derived anew with his rows and his result. Memory is bounded by the people of one group.
/// </summary>
public static class RebuildVectors
{
    /// <param name="Organization">機關代碼 or id; null = every agency.</param>
    /// <param name="CheckOnly">Say what differs and write nothing.</param>
    /// <param name="FromRatings">Ask the acceptance rule instead of believing the rows of accepted levels.</param>
    [Requires(Capability.Operate)]
    public sealed record Operation(string? Organization, bool CheckOnly, bool FromRatings = false) : IOperation<Report>;

    /// <param name="People">People looked at.</param>
    /// <param name="Vectors">Vectors built.</param>
    /// <param name="Different">People whose stored vector said something else; they are compared or derived again.</param>
    /// <param name="Written">Vectors written.</param>
    public readonly record struct Report(int People, int Vectors, int Different, int Written)
    {
        /// <summary>Both together.</summary>
        public static Report operator +(Report one, Report other) => new(one.People + other.People, one.Vectors + other.Vectors, one.Different + other.Different, one.Written + other.Written);

        /// <summary>Both together.</summary>
        public static Report Add(Report left, Report right) => left + right;
    }

    internal sealed class Handler(JobAnalysisDb db, NpgsqlDataSource dataSource, GapSettings settings, IServiceScopeFactory scopes, TimeProvider clock) : IOperationHandler<Operation, Report>
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
            var months = request.FromRatings ? await Validity(connection, scope, cancellationToken) : null;
            foreach (var group in Groups(await VectorSql.Agencies(connection, scope, cancellationToken)))
                report += await Rebuild(connection, Scope.WholeOf(group.Day, group.Agencies), lineages, months, request.CheckOnly, cancellationToken);
            return report;
        }

        /// <summary>Months by agency and day of rating.</summary>
        private static async Task<Func<Guid, DateOnly, int>> Validity(NpgsqlConnection connection, Scope scope, CancellationToken cancellationToken)
        {
            var (rows, tree) = await VectorSql.Validity(connection, scope, cancellationToken);
            Dictionary<Guid, AcceptanceSql.SettingRow[]> ofAgency = [];
            return (agency, day) =>
            {
                // As a request of the agency reads them: in the tree of today.
                if (!ofAgency.TryGetValue(agency, out var own))
                {
                    var chain = AgencyChain.Of(tree, agency, scope.Today);
                    ofAgency[agency] = own = [.. rows.Where(r => r.OwnerOrganizationId is null || chain.NearnessOf(r.OwnerOrganizationId) is not null)];
                }
                return SettingReader.ValueOn(own, agency, SettingReader.ValidityMonths, day);
            };
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

        private async Task<Report> Rebuild(
            NpgsqlConnection connection, Scope scope, IReadOnlyDictionary<Guid, (Guid FrameworkId, int Ordinal)> lineages, Func<Guid, DateOnly, int>? months, bool checkOnly, CancellationToken cancellationToken)
        {
            using var build = new VectorBuild(lineages, scope.Today, stagesDifferent: months is null);
            await using (var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken))
            {
                await Each(await VectorSql.People(connection, scope, cancellationToken), build.TakePerson, cancellationToken);
                if (months is null) await Each(await VectorSql.Levels(connection, scope, cancellationToken), build.TakeLevel, cancellationToken);
                else await Decide(connection, scope, new(build, months), cancellationToken);
                await Each(await VectorSql.Stored(connection, scope, cancellationToken), build.Compare, cancellationToken);
                await snapshot.CommitAsync(cancellationToken);
            }
            build.Finish();
            if (checkOnly) return new(build.People, build.Vectors, build.Different, 0);
            if (build.Staged.Rows > 0) await VectorSql.Write(connection, scope, scope.WholeOrganizations, build.Staged, cancellationToken);
            if (months is not null) await Derive(scope, build.DifferentPeople, cancellationToken);
            return new(build.People, build.Vectors, build.Different, build.Staged.Rows);
        }

        private static async Task Decide(NpgsqlConnection connection, Scope scope, RatingBuild ratings, CancellationToken cancellationToken)
        {
            await Each(await VectorSql.Assessments(connection, scope, cancellationToken), ratings.TakeAssessment, cancellationToken);
            await Each(await VectorSql.Answers(connection, scope, cancellationToken), ratings.TakeAnswer, cancellationToken);
            ratings.Finish();
        }

        /// <summary>Whose ratings say something else than what counted: levels with their rows, vector and result, each person in a transaction of his own.</summary>
        private async Task Derive(Scope scope, IEnumerable<(Guid OrganizationId, Guid PersonId)> people, CancellationToken cancellationToken)
        {
            foreach (var (organizationId, personId) in people)
            {
                await using var services = scopes.CreateAsyncScope();
                services.ServiceProvider.GetRequiredService<RequestContext>().Actor = Actor.System(scope.Today, organizationId);
                await services.ServiceProvider.GetRequiredService<LevelAcceptance>().Accept(organizationId, personId, cancellationToken);
            }
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
