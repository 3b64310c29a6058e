using System.Globalization;
using JobAnalysis.Application;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Jobs;
using JobAnalysis.Migrations;
using JobAnalysis.Migrations.Demo;
using JobAnalysis.Migrations.Generate;
using JobAnalysis.Migrations.Seed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JobAnalysis.Cli;

/// <summary>What each command does: connects, says where it is, and turns a fault into a sentence and an exit code.</summary>
internal sealed class Operator(TextWriter output, TextWriter error, Func<string, string?> environment, Func<string, string?> askSecret)
{
    private const string App = "ConnectionStrings__JobAnalysis";
    private const string Owner = "ConnectionStrings__JobAnalysisOwner";
    private const int PoolSize = 6;
    private const int WorkerPoolSize = 8;

    public Task<int> Migrate(CancellationToken cancellationToken) => Guard(async () =>
    {
        var app = Connection();
        var owner = environment(Owner) is { Length: > 0 } given ? given : null;
        var role = owner is null ? null : new NpgsqlConnectionStringBuilder(app).Username;
        await Migrator.MigrateAsync(owner ?? app, role, Say, cancellationToken);
    });

    public Task<int> Seed(CancellationToken cancellationToken) => Guard(async () =>
    {
        var app = await Matching(cancellationToken);
        await Seeder.SeedAsync(app, Say, cancellationToken);
    });

    public Task<int> Demo(CancellationToken cancellationToken) => Guard(async () =>
    {
        await using var services = Services(await Matching(cancellationToken));
        var today = services.GetRequiredService<TimeProvider>().TaipeiToday();
        foreach (var account in await DemoLoader.LoadAsync(services, new(today), Say, cancellationToken))
            Say($"  {account.UserName}  {account.Password}  {account.Role} / {account.RoleEn}");
        await Publish(services, null, null, true, cancellationToken);
    });

    public Task<int> Generate(long people, int seed, DateOnly? today, int ratedAgencies, CancellationToken cancellationToken) => Guard(async () =>
    {
        var app = await Matching(cancellationToken);
        var owner = environment(Owner) is { Length: > 0 } given ? given : app;
        var options = new GenerateOptions((int)Math.Clamp(people, int.MinValue, int.MaxValue), seed, today ?? TimeProvider.System.TaipeiToday(), ratedAgencies);
        await NationGenerator.RunAsync(owner, options, Say, cancellationToken);
    });

    public Task<int> Recompute(string? organization, DateOnly? asOf, bool full, CancellationToken cancellationToken) => Guard(async () =>
    {
        await using var services = Services(await Matching(cancellationToken));
        await Publish(services, organization, asOf, full, cancellationToken);
    });

    public Task<int> Rebuild(string? organization, bool checkOnly, bool fromRatings, CancellationToken cancellationToken) => Guard(async () =>
    {
        await using var services = Services(await Matching(cancellationToken));
        var report = await services.GetRequiredService<SystemSender>().Send(new RebuildVectors.Operation(organization, checkOnly, fromRatings), cancellationToken);
        Say(string.Create(CultureInfo.InvariantCulture, $"人員 {report.People}，向量 {report.Vectors}，有出入 {report.Different} 人，寫入 {report.Written} / people {report.People}, vectors {report.Vectors}, different {report.Different}, written {report.Written}"));
    });

    public Task<int> Work(CancellationToken cancellationToken) => Guard(async () =>
    {
        var app = await Matching(cancellationToken);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        // Before AddApplication, which takes "no mail server" where nothing is said.
        builder.Services.AddSingleton(MailSettings.Parse(environment("JOBANALYSIS_SMTP"), environment("JOBANALYSIS_MAIL_FROM")));
        builder.Services.AddApplication(app, WorkerPoolSize).AddJobs(app).AddTelemetry(environment);
        using var host = builder.Build();
        Say("背景工作執行中，按 Ctrl-C 結束。 / worker is running, Ctrl-C ends it");
        await host.RunAsync(cancellationToken);
    });

    public Task<int> CreateAdministrator(string userName, string? displayName, string? email, CancellationToken cancellationToken) => Guard(async () =>
    {
        await using var services = Services(await Matching(cancellationToken));
        var password = askSecret("密碼 / password: ");
        var id = await services.GetRequiredService<SystemSender>().Send(new CreateAdministrator.Command(userName, displayName ?? userName, email, password), cancellationToken);
        Say($"已建立系統管理帳號 {userName} / administrator created ({id})");
    });

    public Task<int> ListOutbox(bool all, CancellationToken cancellationToken) => Guard(async () =>
    {
        await using var services = Services(await Matching(cancellationToken));
        var mails = await services.GetRequiredService<SystemSender>().Send(new ListOutbox.Query(all), cancellationToken);
        if (mails.Count == 0) Say("沒有郵件。 / no mail");
        foreach (var mail in mails)
        {
            Say($"{mail.CreatedAt.TaipeiTime():yyyy-MM-dd HH:mm}  {mail.State}  {mail.To}  {mail.Subject}{(mail.LastError is { } fault ? $"  ({fault})" : "")}");
            if (mail.Body is { } body) Say(body + Environment.NewLine);
        }
    });

    private async Task Publish(ServiceProvider services, string? organization, DateOnly? asOf, bool full, CancellationToken cancellationToken)
    {
        Say("重新比對中… / comparing");
        var reports = await services.GetRequiredService<SystemSender>().Send(new Application.Gaps.Recompute.Operation(organization, asOf, full), cancellationToken);
        if (reports.Count == 0) Say("沒有採用框架的機關。 / no agency has adopted a framework");
        foreach (var report in reports) Say(Line(report));
    }

    private static string Line(Recompute.Report report)
    {
        var day = TaiwanDate.Format(report.AsOf);
        var counts = report.Counts;
        return report.Publication is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"{report.OrganizationCode}: #{number} {day}，讀取 {report.Appointments}，變動 {report.Changed}，無法計算 {report.Failed} / read {report.Appointments}, changed {report.Changed}, failed {report.Failed}")
            : string.Create(CultureInfo.InvariantCulture, $"{report.OrganizationCode}: {day} 依現有資料回溯，未公布：需求 {counts.Required}、達到 {counts.Met}、低於 {counts.Below}、尚未評估 {counts.NotAssessed}、已逾期 {counts.Expired}，無法計算 {report.Failed} 人 / computed from today's data, not published");
    }

    private static ServiceProvider Services(string connectionString) => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
        .AddApplication(connectionString, PoolSize)
        .AddSingleton<SystemSender>()
        .BuildServiceProvider();

    private string Connection() => environment(App) is { Length: > 0 } given
        ? given
        : throw new OperatorException($"請設定環境變數 {App}。 / set the environment variable {App}.");

    /// <summary>The connection string, if the database has the schema of this binary.</summary>
    private async Task<string> Matching(CancellationToken cancellationToken)
    {
        var app = Connection();
        await using var dataSource = NpgsqlDataSource.Create(app);
        return await Migrator.FindMismatch(dataSource, cancellationToken) switch
        {
            SchemaMismatch.Older => throw new OperatorException("資料庫結構較舊，請先執行 jobanalysis migrate。 / the schema is older, run jobanalysis migrate first."),
            SchemaMismatch.Newer => throw new OperatorException("資料庫結構較新，請安裝新版程式。 / the schema is newer, install the newer binary."),
            _ => app,
        };
    }

    private void Say(string line) => output.WriteLine(line);

    private async Task<int> Guard(Func<Task> act)
    {
        try
        {
            await act();
            return CommandLine.Done;
        }
        catch (OperatorException exception)
        {
            await error.WriteLineAsync(exception.Message);
        }
        catch (GenerateException exception)
        {
            await error.WriteLineAsync(exception.Message);
        }
        catch (RuleViolationException exception)
        {
            await error.WriteLineAsync(OperatorText.Of(exception));
        }
        catch (InvalidMessageException exception)
        {
            foreach (var fault in exception.Errors) await error.WriteLineAsync(OperatorText.Of(new(fault.Code, [.. fault.Arguments])));
        }
        catch (FormatException exception)
        {
            await error.WriteLineAsync($"設定有誤：{exception.Message} / wrong setting: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("已中止。 / cancelled.");
        }
        catch (NpgsqlException exception)
        {
            await error.WriteLineAsync($"資料庫：{exception.Message} / database: {exception.Message}");
        }
        catch (InvalidOperationException exception)
        {
            await error.WriteLineAsync($"無法執行：{exception.Message} / refused: {exception.Message}");
        }
        return CommandLine.Failed;
    }
}

/// <summary>A fault that the operator can mend; its message says how.</summary>
internal sealed class OperatorException(string message) : Exception(message);
