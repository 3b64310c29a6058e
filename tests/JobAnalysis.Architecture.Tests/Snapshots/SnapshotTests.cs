using System.Reflection;
using System.Xml.Linq;
using Hangfire;
using Hangfire.Common;
using JobAnalysis.Application.Access;
using JobAnalysis.Architecture.Tests.Laws;
using JobAnalysis.Architecture.Tests.Reading;
using JobAnalysis.Jobs;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JobAnalysis.Architecture.Tests.Snapshots;

/// <summary>What others rely on, listed: a change of it is seen in review.</summary>
public sealed class SnapshotTests
{
    public static TheoryData<string> Areas => [.. Repository.Files("*Text.resx", "src/JobAnalysis.Web/Resources").Select(f => Path.GetFileNameWithoutExtension(f.Path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Routes_and_what_their_messages_require()
    {
        using var site = new Site();
        Snapshot.Match("routes", site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => $"/{e.RoutePattern.RawText!.Trim('/')}  {Methods(e)}  {Messages(e)}".TrimEnd()).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The routes show what pages send; this shows the messages of the worker and the command line too.</summary>
    [Fact]
    public void What_every_message_requires() => Snapshot.Match("messages", Product.Types.Where(MessageTests.IsMessage)
        .Select(m => $"{MessageTests.Name(m)}  {string.Join('|', m.GetCustomAttribute<RequiresAttribute>()!.AnyOf)}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_recurring_schedule()
    {
        var manager = new Recorder();
        Schedule.Write(manager);
        Snapshot.Match("schedule", manager.Jobs);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Keys_of_the_texts(string area) => Snapshot.Match("keys/" + area, Repository.Files(area + ".resx", "src/JobAnalysis.Web/Resources")
        .SelectMany(f => XDocument.Parse(f.Text).Root!.Elements("data")).Select(d => d.Attribute("name")!.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void A_line_that_changed_is_found()
    {
        Assert.Empty(Snapshot.Difference(["a", "b"], ["a", "b"]));
        Assert.Equal(["- b", "+ c"], Snapshot.Difference(["a", "b"], ["a", "c"]));
        Assert.Equal(["order"], Snapshot.Difference(["a", "b"], ["b", "a"]));
    }

    private static string Methods(RouteEndpoint endpoint)
    {
        if (PageOf(endpoint) is { } page)
            return string.Join(' ', page.GetMethods().Where(m => m.Name.StartsWith("On", StringComparison.Ordinal)).Select(m => m.Name[2..].Replace("Async", "", StringComparison.Ordinal)).Where(n => n.StartsWith("Get", StringComparison.Ordinal) || n.StartsWith("Post", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        return string.Join(' ', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []);
    }

    private static Type? PageOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.ModelTypeInfo
        ?? (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? Product.Web.GetType($"JobAnalysis.Web.Pages{page.ViewEnginePath.Replace('/', '.')}Model") : null);

    /// <summary>The messages that the page, or what it calls beside the pages, makes.</summary>
    private static string Messages(RouteEndpoint endpoint)
    {
        var start = PageOf(endpoint) ?? endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType;
        if (start is null) return "";
        HashSet<Type> seen = [.. TypeReading.WithNested(start.Outermost)];
        var open = new Queue<Type>(seen);
        SortedSet<string> messages = new(StringComparer.Ordinal);
        while (open.TryDequeue(out var type))
        {
            foreach (var used in type.TypesUsed())
            {
                if (MessageTests.IsMessage(used)) messages.Add($"{MessageTests.Name(used)}[{string.Join('|', used.GetCustomAttribute<RequiresAttribute>()!.AnyOf)}]");
                if (used.Namespace?.StartsWith("JobAnalysis.Web.Pages", StringComparison.Ordinal) is not true || used.IsAssignableTo(typeof(PageModel))) continue;
                foreach (var next in TypeReading.WithNested(used.Outermost).Where(seen.Add)) open.Enqueue(next);
            }
        }

        return string.Join(' ', messages);
    }

    /// <summary>The site as it is composed; it never needs its database, and nothing works in the background.</summary>
    private sealed class Site : WebApplicationFactory<Web.Http.Display>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Test");
            builder.UseSetting("ConnectionStrings:JobAnalysis", "Host=localhost;Port=1;Database=none");
            builder.ConfigureTestServices(services =>
            {
                foreach (var service in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.FullName?.StartsWith("Microsoft.AspNetCore.Hosting.", StringComparison.Ordinal) is not true).ToList())
                    services.Remove(service);
            });
        }
    }

    private sealed class Recorder : IRecurringJobManager
    {
        public List<string> Jobs { get; } = [];

        public void AddOrUpdate(string recurringJobId, Job job, string cronExpression, RecurringJobOptions options) =>
            Jobs.Add($"{recurringJobId}  {cronExpression}  {options.TimeZone.Id}  {job.Type.Name}.{job.Method.Name}");

        public void Trigger(string recurringJobId) => throw new NotSupportedException();

        public void RemoveIfExists(string recurringJobId) => throw new NotSupportedException();
    }
}
