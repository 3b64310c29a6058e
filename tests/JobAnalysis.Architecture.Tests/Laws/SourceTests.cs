using System.Text.RegularExpressions;
using JobAnalysis.Architecture.Tests.Reading;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>What a file may be: short, and without anything that belongs to one machine or one person.</summary>
public sealed partial class SourceTests
{
    private const int Longest = 300;

    /// <summary>Hosts and mail domains that exist for documentation and tests (RFC 2606), and what the tools and formats themselves name.</summary>
    private static readonly string[] HarmlessHosts = ["localhost", "127.0.0.1", "docker", "test", "example", "example.gov.tw", "dotnet.microsoft.com", "w3.org", "schemas.openxmlformats.org", "schemas.microsoft.com"];

    [Fact]
    public void No_type_is_longer_than_300_lines() => Assert.Empty(TooLong(Repository.Sources("src", "tests", "migrations").Concat(Repository.Files("*.cshtml", "src"))));

    [Fact]
    public void A_long_type_is_found_also_when_it_is_split_over_files()
    {
        var half = "namespace A;\npublic sealed partial class Long;\n" + new string('\n', 200);
        Assert.Single(TooLong([new("src/A/One.cs", new string('\n', 301))]));
        Assert.Single(TooLong([new("src/A/Long.cs", half), new("src/A/Long.Rest.cs", half)]));
        Assert.Empty(TooLong([new("src/A/Long.cs", half), new("src/B/Long.cs", half)]));
    }

    [Fact]
    public void No_file_names_another_host() => Assert.Empty(ForeignHosts(Ours()));

    [Theory]
    [InlineData("https:", "//packages.mycompany.com/v3/index.json")]
    [InlineData("see http:", "//10.0.0.7:8081/repository")]
    [InlineData("api.nuget", ".org")]
    [InlineData("registry.npmjs", ".org/bootstrap")]
    public void Another_host_is_found(string first, string rest) => Assert.Single(ForeignHosts([new("infra/x", first + rest)]));

    [Fact]
    public void No_file_holds_the_mail_address_of_a_real_person() => Assert.Empty(MailAddresses(Ours()));

    [Theory]
    [InlineData("somebody", "mail.com")]
    [InlineData("chen.mei-ling", "dgpa.gov.tw")]
    public void A_mail_address_is_found(string name, string host) => Assert.Single(MailAddresses([new("src/x.cs", $"// ask {name}@{host}")]));

    [Fact]
    public void No_file_holds_a_secret() => Assert.Empty(Secrets(Ours()));

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE", " KEY-----")]
    [InlineData("AKIA", "ABCDEFGHIJKLMNOP")]
    [InlineData("ghp_", "abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("Host=db;Username=app;Pass", "word=Tr0ub4dor")]
    public void A_secret_is_found(string first, string rest) => Assert.Single(Secrets([new("src/x.json", first + rest)]));

    /// <summary>Libraries of others keep the addresses of their licences.</summary>
    private static IEnumerable<SourceFile> Ours() => Repository.Files("*").Where(f => !f.Path.Contains("/wwwroot/lib/", StringComparison.Ordinal));

    private static IEnumerable<string> TooLong(IEnumerable<SourceFile> files)
    {
        var all = files.Select(f => (f.Path, f.Text, Length: f.Text.Count(c => c == '\n'))).ToList();
        var parts = from file in all
                    from Match match in PartialType().Matches(file.Text)
                    group file by $"{Path.GetDirectoryName(file.Path)}/{match.Groups["name"].Value}" into type
                    where type.Select(f => f.Path).Distinct().Count() > 1
                    select (Path: type.Key, Length: type.DistinctBy(f => f.Path).Sum(f => f.Length));
        return all.Select(f => (f.Path, f.Length)).Concat(parts).Where(f => f.Length > Longest).Select(f => $"{f.Path}: {f.Length} lines");
    }

    private static IEnumerable<string> ForeignHosts(IEnumerable<SourceFile> files) =>
        from file in files
        from host in Host().Matches(file.Text).Select(m => m.Groups["host"].Value).Concat(Registry().Matches(file.Text).Select(m => m.Value)).Distinct()
        where !IsHarmless(host)
        select $"{file.Path}: {host}";

    private static IEnumerable<string> MailAddresses(IEnumerable<SourceFile> files) =>
        from file in files from Match mail in Mail().Matches(file.Text) where !IsHarmless(mail.Groups["host"].Value) select $"{file.Path}: {mail.Value}";

    private static bool IsHarmless(string host) => HarmlessHosts.Any(h => host == h || host.EndsWith("." + h, StringComparison.Ordinal));

    private static IEnumerable<string> Secrets(IEnumerable<SourceFile> files) => from file in files from Match match in Secret().Matches(file.Text) select $"{file.Path}: {match.Value}";

    [GeneratedRegex(@"\bpartial\s+(?:class|struct|record|interface)\s+(?<name>\w+)", RegexOptions.None, 5000)]
    private static partial Regex PartialType();

    // A host begins with a letter or digit: {placeholders} and $variables are none.
    [GeneratedRegex(@"\bhttps?://(?<host>[A-Za-z0-9][A-Za-z0-9.-]*)(?![A-Za-z0-9.-]|[{$])", RegexOptions.None, 5000)]
    private static partial Regex Host();

    [GeneratedRegex(@"\b(?:[a-z-]+\.)*(?:nuget\.org|npmjs\.(?:org|com)|pypi\.org|jsdelivr\.net|unpkg\.com|docker\.io|ghcr\.io|artifactory\.[a-z0-9.-]+|nexus[0-9]*\.[a-z0-9.-]+)\b", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Registry();

    [GeneratedRegex(@"\b[A-Za-z0-9._%+-]+@(?<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,})\b", RegexOptions.None, 5000)]
    private static partial Regex Mail();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b|;\s*(?:Password|Pwd)=[^;""'{$<…\s]{4,}", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Secret();
}
