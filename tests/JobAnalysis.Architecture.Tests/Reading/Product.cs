using System.Reflection;
using JobAnalysis.Application;
using JobAnalysis.Cli;
using JobAnalysis.Domain.Shared;
using JobAnalysis.EmbeddedPostgres;
using JobAnalysis.Jobs;
using JobAnalysis.Migrations;

namespace JobAnalysis.Architecture.Tests.Reading;

/// <summary>The assemblies that the laws are about.</summary>
internal static class Product
{
    public static Assembly Domain { get; } = typeof(LocalizedText).Assembly;

    public static Assembly Application { get; } = typeof(ApplicationRegistration).Assembly;

    public static Assembly Web { get; } = typeof(Web.Http.Display).Assembly;

    public static Assembly Jobs { get; } = typeof(Schedule).Assembly;

    public static IReadOnlyList<Assembly> All { get; } = [Domain, Application, Web, Jobs, typeof(CommandLine).Assembly, typeof(Migrator).Assembly, typeof(EmbeddedCluster).Assembly];

    public static IEnumerable<Type> Types => All.SelectMany(a => a.GetTypes());
}
