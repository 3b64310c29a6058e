using System.CommandLine;
using System.CommandLine.Parsing;
using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Cli;

/// <summary>The operator's tool. Exit codes: 0 done, 1 failed, 2 the command line is wrong.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <param name="args">As typed.</param>
    /// <param name="output">Progress and results.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="askSecret">Shows a prompt and reads a secret.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, Func<string, string?> environment, Func<string, string?> askSecret, CancellationToken cancellationToken = default)
    {
        var root = Build(new Operator(output, error, environment, askSecret));
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors) await error.WriteLineAsync(fault.Message);
            await error.WriteLineAsync("用法 / usage: jobanalysis --help");
            return Usage;
        }
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    private static RootCommand Build(Operator act)
    {
        var root = new RootCommand("""
            職務分析平臺的維運工具。 / The operator's tool of JobAnalysis.
            連線 / connection: ConnectionStrings__JobAnalysis; migrate 另可用 / migrate also takes ConnectionStrings__JobAnalysisOwner.
            結束代碼 / exit codes: 0 完成 / done, 1 失敗 / failed, 2 用法錯誤 / usage.
            """);
        root.Add(Plain("migrate", "建立或升級資料庫結構。 / Create or upgrade the schema.", act.Migrate));
        root.Add(Plain("seed", "載入隨系統交付的框架與參考資料；可重複執行。 / Load the delivered framework and reference data; may run again.", act.Seed));
        root.Add(Plain("demo", "載入示範機關；資料庫已有其他機關時拒絕。 / Load the demo agencies; refused where others exist.", act.Demo));
        root.Add(Generate(act));
        root.Add(Plain("worker", "執行背景工作，直到 Ctrl-C。 / Run background work until Ctrl-C.", act.Work));
        root.Add(Recompute(act));
        root.Add(Rebuild(act));
        root.Add(Admin(act));
        root.Add(Outbox(act));
        return root;
    }

    private static Command Plain(string name, string description, Func<CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description);
        command.SetAction((_, cancellationToken) => act(cancellationToken));
        return command;
    }

    private static Command Admin(Operator act)
    {
        var userName = new Option<string>("--user-name") { Description = "登入帳號。 / Name to sign in with.", Required = true, HelpName = "NAME" };
        var displayName = new Option<string?>("--display-name") { Description = "顯示名稱；不填用帳號。 / Name shown; without it the user name.", HelpName = "NAME" };
        var email = new Option<string?>("--email") { Description = "電子郵件，重設密碼用。 / Mail address, for resetting the password.", HelpName = "ADDRESS" };
        var create = new Command("create", "建立系統管理帳號；密碼由提示或標準輸入讀取，不放在命令列。 / Make a system administrator; the password comes from a prompt or standard input, never from the command line.")
        {
            userName, displayName, email,
        };
        create.SetAction((parsed, cancellationToken) => act.CreateAdministrator(parsed.GetRequiredValue(userName), parsed.GetValue(displayName), parsed.GetValue(email), cancellationToken));
        return new("admin", "系統管理帳號。 / System administrators.") { create };
    }

    private static Command Outbox(Operator act)
    {
        var all = new Option<bool>("--all") { Description = "含已寄出與逾時者。 / Also what was sent or has expired." };
        var command = new Command("outbox", "列出待寄郵件與內容，供沒有郵件伺服器時轉交。 / List mails that wait, with their text, to hand over without a mail server.") { all };
        command.SetAction((parsed, cancellationToken) => act.ListOutbox(parsed.GetValue(all), cancellationToken));
        return command;
    }

    private static Command Generate(Operator act)
    {
        var people = new Option<long>("--people") { Description = "人數。 / How many people.", Required = true, HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "亂數種子；同一種子與日期產生同樣的資料。 / Seed; the same seed and day give the same rows.", HelpName = "S" };
        var today = new Option<DateOnly?>("--today") { Description = "資料的「今日」；不填為今日。 / Today of the data; without it today.", HelpName = "D", CustomParser = ReadDay };
        var rated = new Option<int>("--rated-agencies")
        {
            Description = "只有最大的 K 個機關有評分，其他只有現況級別；不填為全部。 / Only the K largest agencies have ratings, the others accepted levels; without it all.",
            HelpName = "K",
            DefaultValueFactory = _ => int.MaxValue,
        };
        var command = new Command("generate", "產生效能量測用的合成資料；資料庫已有機關時拒絕。 / Make a synthetic nation for measuring; refused where agencies exist.") { people, seed, today, rated };
        command.SetAction((parsed, cancellationToken) =>
            act.Generate(parsed.GetRequiredValue(people), parsed.GetValue(seed), parsed.GetValue(today), parsed.GetValue(rated), cancellationToken));
        return command;
    }

    private static Command Recompute(Operator act)
    {
        var organization = new Option<string?>("--organization") { Description = "機關代碼；不填為全部機關。 / Code of one agency; without it all.", HelpName = "X" };
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "資料基準日，民國或西元（115/11/23、2026-11-23）；早於最近一次公布者只計算、不公布。 / As-of date; before the last published one it is computed and not published.",
            HelpName = "D",
            CustomParser = ReadDay,
        };
        var full = new Option<bool>("--full") { Description = "全部重讀，不只到期者。 / Read everything, not only what is due." };
        var command = new Command("recompute", "重新比對。 / Compare anew and publish.") { organization, asOf, full };
        command.SetAction((parsed, cancellationToken) => act.Recompute(parsed.GetValue(organization), parsed.GetValue(asOf), parsed.GetValue(full), cancellationToken));
        return command;
    }

    private static Command Rebuild(Operator act)
    {
        var organization = new Option<string?>("--organization") { Description = "機關代碼；不填為全部機關。 / Code of one agency; without it all.", HelpName = "X" };
        var check = new Option<bool>("--check") { Description = "只核對，不寫入。 / Compare only, write nothing." };
        var ratings = new Option<bool>("--from-ratings") { Description = "依認定規則由全部評分重建，不採信已存的現況級別；有出入的人員重新認定。 / From every rating by the acceptance rule, not from the stored accepted levels; whoever differs is derived anew." };
        var command = new Command("rebuild", "由現況級別重建比對用的向量；有出入的人員會重新比對。 / Build the vectors that runs read anew from the accepted levels; whoever differs is compared again.") { organization, check, ratings };
        command.SetAction((parsed, cancellationToken) => act.Rebuild(parsed.GetValue(organization), parsed.GetValue(check), parsed.GetValue(ratings), cancellationToken));
        return command;
    }

    private static DateOnly? ReadDay(ArgumentResult argument)
    {
        var typed = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (TaiwanDate.TryRead(typed, out var day)) return day;
        argument.AddError($"「{typed}」不是日期，請寫成 115/11/23 或 2026-11-23。 / is not a date.");
        return null;
    }
}
