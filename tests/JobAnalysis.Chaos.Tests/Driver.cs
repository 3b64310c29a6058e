using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Domain.Shared;
using JobAnalysis.TestKit;
using Npgsql;

namespace JobAnalysis.Chaos.Tests;

/// <summary>A unit head who keeps writing drafts of ratings while things break. It sends again what was not answered, with the key of the form, as a browser does.</summary>
public sealed class Driver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly TestApplication application;
    private readonly Random random;
    private readonly Actor actor;
    private readonly Guid[] people;
    private readonly Guid competency;
    private readonly Dictionary<Guid, long> revisions = [];
    private int number;

    private Driver(TestApplication application, Random random, Actor actor, Guid[] people, Guid competency) =>
        (this.application, this.random, this.actor, this.people, this.competency) = (application, random, actor, people, competency);

    public Journal Journal { get; } = new();

    public static async Task<Driver> StartAsync(ChaosDatabase database, int seed, string? connectionString = null)
    {
        var app = database.Open(connectionString);
        var head = await app.ActorAsync("unit-head@demo.example");
        var view = await app.SendAsync(head, new ListPeopleToRate.Query());
        Guid[] unrated = [.. view!.People.Where(p => p.RatedOn is null && p.Answered == 0).Select(p => p.Person.PersonId)];
        Assert.NotEmpty(unrated);
        return new(app, new(seed), head, unrated, view.Competencies[0].Competency.CompetencyId);
    }

    /// <summary>Writes until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await WriteAsync();
            await Task.Delay(random.Next(5, 40), CancellationToken.None);
        }
    }

    /// <summary>One write, tried until it is answered.</summary>
    /// <param name="meanwhile">Before it is sent again, the same person is rated from another window: sent again it must not be a second write.</param>
    public async Task WriteAsync(ChaosDatabase? meanwhile = null)
    {
        var person = people[random.Next(people.Length)];
        var text = $"chaos {++number}";
        var command = new SaveRatings.Command(person, [new(competency, (1 + random.Next(5)).ToString(System.Globalization.CultureInfo.InvariantCulture), text)], revisions.GetValueOrDefault(person));
        var key = Guid.CreateVersion7();
        var waited = System.Diagnostics.Stopwatch.StartNew();
        var isAgain = false;
        (string Text, long Revision)? other = null;
        while (true)
        {
            try
            {
                var saved = await application.SendAsync(actor, command, key) ?? throw new InvalidOperationException("The person is not the driver's to rate.");
                revisions[person] = saved.Revision;
                Journal.Add(person, text, saved.Revision);
                if (other is { } written) Journal.Add(person, written.Text, revisions[person] = written.Revision);
                return;
            }
            catch (StaleRevisionException exception) when (isAgain)
            {
                // Nobody else writes to these people: what it met is its own first try.
                throw new InvalidOperationException($"O2: '{text}' was written, its answer was lost, and sent again with the key of its form it was taken for another write: the key was not known.", exception);
            }
            catch (Exception exception) when (IsLine(exception) && waited.Elapsed < Patience)
            {
                isAgain = true;
                await Task.Delay(100);
                if (other is null && meanwhile is not null) other = await WriteElsewhereAsync(meanwhile, person, text);
            }
        }
    }

    /// <summary>Null where the first try did not arrive.</summary>
    private async Task<(string Text, long Revision)?> WriteElsewhereAsync(ChaosDatabase database, Guid person, string text)
    {
        await using var window = database.Open();
        var shown = await database.ListAsync($"select a.revision from assessment a join assessment_answer n on n.organization_id = a.organization_id and n.assessment_id = a.id where a.person_id = '{person}' and n.comment = '{text}'");
        if (shown is not [var revision]) return null;
        var saved = await window.SendAsync(actor, new SaveRatings.Command(person, [new(competency, "1", text + " elsewhere")], long.Parse(revision, System.Globalization.CultureInfo.InvariantCulture)), Guid.CreateVersion7());
        return (text + " elsewhere", saved!.Revision);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    /// <summary>The line or the server broke: whether the write was made is not known.</summary>
    private static bool IsLine(Exception? exception) => exception switch
    {
        null => false,
        PostgresException postgres => postgres.SqlState is "57P01" or "57P02" or "57P03" or "08006" or "08003" or "40001" or "40P01" or "53300",
        NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException => true,
        _ => IsLine(exception.InnerException),
    };
}
