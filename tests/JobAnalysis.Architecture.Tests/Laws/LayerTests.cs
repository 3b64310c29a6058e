using System.Reflection;
using System.Xml.Linq;
using JobAnalysis.Architecture.Tests.CounterExamples;
using JobAnalysis.Architecture.Tests.Reading;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>Domain is pure; Application knows nothing of HTTP or Hangfire.</summary>
public sealed class LayerTests
{
    private static readonly string Bcl = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>No I/O, no network, no async, no clock, no database (architecture.md, "The house").</summary>
    private static readonly string[] Impure = ["System.IO", "System.Net", "System.Threading", "System.Data", "System.TimeProvider", "System.Console", "System.Diagnostics.Process"];

    private static readonly string[] PackagesOfApplication =
    [
        "MediatR", "FluentValidation", "Npgsql", "Npgsql.EntityFrameworkCore.PostgreSQL", "EFCore.NamingConventions", "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Relational",
        "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.Extensions.Identity.Core", "Microsoft.Extensions.Identity.Stores",
        "Microsoft.AspNetCore.DataProtection.EntityFrameworkCore", "Microsoft.AspNetCore.Cryptography.KeyDerivation", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options", "Microsoft.Extensions.Caching.Abstractions", "MailKit", "MimeKit", "CsvHelper", "DocumentFormat.OpenXml", "DocumentFormat.OpenXml.Framework", "System.IO.Packaging",
    ];

    [Fact]
    public void Domain_uses_only_the_base_class_library_and_nothing_impure_of_it() => Assert.Empty(OutsideDomain(Product.Domain.GetTypes(), Product.Domain));

    [Fact]
    public void A_domain_type_that_opens_a_connection_or_awaits_is_found()
    {
        var faults = OutsideDomain(TypeReading.WithNested(typeof(DomainWithConnection)), typeof(DomainWithConnection).Assembly).ToList();
        Assert.Contains(faults, f => f.Contains("Npgsql.NpgsqlConnection", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("System.Threading.Tasks.Task", StringComparison.Ordinal));
    }

    [Fact]
    public void Application_uses_only_its_packages_and_Domain() => Assert.Empty(OutsideApplication(Product.Application.GetTypes(), Product.Application));

    [Fact]
    public void An_application_type_that_knows_HTTP_or_Hangfire_is_found()
    {
        var faults = OutsideApplication(TypeReading.WithNested(typeof(ApplicationWithHttp)), typeof(ApplicationWithHttp).Assembly).ToList();
        Assert.Contains(faults, f => f.Contains("Microsoft.AspNetCore.Http", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("Hangfire", StringComparison.Ordinal));
    }

    [Fact]
    public void Projects_refer_only_downwards() => Assert.Empty(UpwardReferences(Repository.Files("*.csproj", "src", "migrations")));

    [Fact]
    public void A_project_that_refers_upwards_is_found() => Assert.Single(UpwardReferences(
        [new("src/JobAnalysis.Domain/JobAnalysis.Domain.csproj", """<Project><ItemGroup><ProjectReference Include="../JobAnalysis.Application/JobAnalysis.Application.csproj" /></ItemGroup></Project>""")]));

    [Fact]
    public void Names_say_what_a_type_is() => Assert.Empty(EmptyNames(Product.Types));

    [Fact]
    public void A_name_that_says_nothing_is_found() => Assert.Single(EmptyNames([typeof(RatingHelper)]));

    private static IEnumerable<string> OutsideDomain(IEnumerable<Type> types, Assembly own) => Uses(types, used =>
        used.Assembly == own || (Path.GetDirectoryName(used.Assembly.Location) == Bcl && !Impure.Any(i => used.FullName == i || used.FullName!.StartsWith(i + ".", StringComparison.Ordinal))));

    private static IEnumerable<string> OutsideApplication(IEnumerable<Type> types, Assembly own) => Uses(types, used =>
        used.Assembly == own || used.Assembly == Product.Domain || Path.GetDirectoryName(used.Assembly.Location) == Bcl || PackagesOfApplication.Contains(used.Assembly.GetName().Name));

    private static IEnumerable<string> Uses(IEnumerable<Type> types, Func<Type, bool> allowed) =>
        (from type in types from used in type.TypesUsed() where !allowed(used) select $"{type.Outermost.FullName} uses {used.FullName} of {used.Assembly.GetName().Name}").Distinct();

    /// <summary>What each project may refer to; a project that is not here may refer to nothing.</summary>
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["JobAnalysis.Application"] = ["JobAnalysis.Domain"],
        ["JobAnalysis.Jobs"] = ["JobAnalysis.Application"],
        ["JobAnalysis.Migrations"] = ["JobAnalysis.Application"],
        ["JobAnalysis.Web"] = ["JobAnalysis.Application", "JobAnalysis.Jobs", "JobAnalysis.EmbeddedPostgres", "JobAnalysis.Migrations"],
        ["JobAnalysis.Cli"] = ["JobAnalysis.Application", "JobAnalysis.Jobs", "JobAnalysis.EmbeddedPostgres", "JobAnalysis.Migrations"],
    };

    private static IEnumerable<string> UpwardReferences(IEnumerable<SourceFile> projects) =>
        from project in projects
        let name = Path.GetFileNameWithoutExtension(project.Path)
        from reference in XDocument.Parse(project.Text).Descendants("ProjectReference")
        let target = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)
        where !May.GetValueOrDefault(name, []).Contains(target)
        select $"{name} refers to {target}";

    /// <summary>ASP.NET finds tag helpers by their name.</summary>
    private static IEnumerable<string> EmptyNames(IEnumerable<Type> types)
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Dto", "Base"];
        return types.Where(t => t.Namespace?.StartsWith("JobAnalysis.", StringComparison.Ordinal) is true && !t.IsAssignableTo(typeof(TagHelper)) && empty.Any(e => t.Name.EndsWith(e, StringComparison.Ordinal))).Select(t => t.FullName!);
    }
}
