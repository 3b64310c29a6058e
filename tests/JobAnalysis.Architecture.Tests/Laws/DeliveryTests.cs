using System.Text.RegularExpressions;
using System.Xml.Linq;
using JobAnalysis.Architecture.Tests.CounterExamples;
using JobAnalysis.Architecture.Tests.Reading;
using JobAnalysis.Migrations;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>Migrations are complete and packages are pinned.</summary>
public sealed partial class DeliveryTests
{
    [Fact]
    public void The_migrations_hold_the_whole_model()
    {
        using var db = new DesignTimeDb().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "run dotnet ef migrations add");
    }

    [Fact]
    public void A_model_without_migration_is_found()
    {
        using var db = new ForgottenMigrationDb(new DbContextOptionsBuilder<ForgottenMigrationDb>().UseNpgsql("Host=localhost").Options);
        Assert.True(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Every_migration_has_its_designer_file() => Assert.Empty(Incomplete(Repository.Files("*.cs", "migrations/JobAnalysis.Migrations/Migrations").Select(f => Path.GetFileName(f.Path)).ToList()));

    [Fact]
    public void An_incomplete_or_misnamed_migration_is_found() => Assert.Equal(
        ["20261124082955_Foundation.cs has no designer file", "Later.cs is not named by time", "20261125000000_Gone.Designer.cs has no migration"],
        Incomplete(["20261124082955_Foundation.cs", "Later.cs", "20261125000000_Gone.Designer.cs", "JobAnalysisDbModelSnapshot.cs"]));

    [Fact]
    public void Every_project_has_a_lock_file_and_no_version_of_its_own() => Assert.Empty(Unpinned(Repository.Files("*.csproj"), [.. Repository.Files("packages.lock.json").Select(f => f.Path)]));

    [Fact]
    public void A_project_that_pins_nothing_is_found() => Assert.Equal(
        ["src/A/A.csproj has no packages.lock.json", "src/A/A.csproj sets the version of X"],
        Unpinned([new("src/A/A.csproj", """<Project><ItemGroup><PackageReference Include="X" Version="1.0.0" /><PackageReference Include="Y" /></ItemGroup></Project>""")], []));

    private static IEnumerable<string> Incomplete(IReadOnlyList<string> files)
    {
        foreach (var file in files.Where(f => f != "JobAnalysisDbModelSnapshot.cs"))
        {
            var designer = file.EndsWith(".Designer.cs", StringComparison.Ordinal);
            if (!MigrationName().IsMatch(file)) yield return $"{file} is not named by time";
            else if (!designer && !files.Contains(Path.ChangeExtension(file, ".Designer.cs"))) yield return $"{file} has no designer file";
            else if (designer && !files.Contains(file.Replace(".Designer", "", StringComparison.Ordinal))) yield return $"{file} has no migration";
        }
    }

    private static IEnumerable<string> Unpinned(IEnumerable<SourceFile> projects, IReadOnlyList<string> locks)
    {
        foreach (var project in projects)
        {
            if (!locks.Contains(Path.GetDirectoryName(project.Path) + "/packages.lock.json")) yield return $"{project.Path} has no packages.lock.json";
            foreach (var package in XDocument.Parse(project.Text).Descendants("PackageReference").Where(p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null))
                yield return $"{project.Path} sets the version of {package.Attribute("Include")!.Value}";
        }
    }

    [GeneratedRegex(@"^\d{14}_[A-Z]\w*(\.Designer)?\.cs$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex MigrationName();
}
