using System.Reflection;
using System.Xml.Linq;
using JobAnalysis.Architecture.Tests.CounterExamples;
using JobAnalysis.Architecture.Tests.Reading;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>Public types of Domain and Messaging say what they are (style.md 20).</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void Public_types_of_Domain_and_Messaging_are_documented()
    {
        var types = Product.Domain.GetExportedTypes().Concat(Product.Application.GetExportedTypes().Where(t => t.Namespace == "JobAnalysis.Application.Messaging")).ToList();
        Assert.True(types.Count > 50);
        Assert.Empty(Undocumented(types));
    }

    [Fact]
    public void A_type_without_documentation_is_found() => Assert.Equal([typeof(Undocumented).FullName!], Undocumented([typeof(Undocumented), typeof(CounterExamples.First.OpenToAll)]));

    private static IEnumerable<string> Undocumented(IEnumerable<Type> types) =>
        from type in types
        where !Summaries(type.Assembly).Contains("T:" + type.FullName!.Replace('+', '.'))
        select type.FullName;

    private static HashSet<string> Summaries(Assembly assembly) =>
        [.. XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").Where(m => !string.IsNullOrWhiteSpace(m.Element("summary")?.Value)).Select(m => m.Attribute("name")!.Value)];
}
