using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace JobAnalysis.Web.Tests.Http;

/// <summary>The policy forbids inline script and style; these find them before a browser does.</summary>
public sealed partial class MarkupTests
{
    [Fact]
    public void No_view_has_inline_script_or_style()
    {
        var faults = from file in SourceTree.Files("*.cshtml")
                     let text = File.ReadAllText(file)
                     from Match match in Inline().Matches(text)
                     select $"{Path.GetFileName(file)}: {match.Value}";
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("<p style=\"color:red\">")]
    [InlineData("<button onclick='x()'>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<script type=\"module\">x</script>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("<a href=\"javascript:x()\">")]
    [InlineData("<div hx-on:click=\"x()\">")]
    public void The_search_finds_what_it_looks_for(string markup) => Assert.Matches(Inline(), markup);

    [Fact]
    public void No_view_loads_anything_from_another_host()
    {
        var faults = SourceTree.Files("*.cshtml").Concat(SourceTree.Files("site.css")).Where(file => OtherHost().IsMatch(File.ReadAllText(file)));
        Assert.Empty(faults);
    }

    [Fact]
    public void The_libraries_are_the_ones_that_were_reviewed()
    {
        var lib = Path.Combine(SourceTree.Web, "wwwroot/lib");
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(lib, "libs.json")));
        var listed = list.RootElement.EnumerateArray().SelectMany(library => library.GetProperty("files").EnumerateArray())
            .ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("sha256").GetString());
        var found = Directory.EnumerateFiles(lib, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(lib, file)).Where(path => path != "libs.json");

        Assert.Equal(found.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        foreach (var (path, hash) in listed)
        {
            var bytes = File.ReadAllBytes(Path.Combine(lib, path));
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.DoesNotContain("sourceMappingURL", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("""\sstyle\s*=\s*["'@]|\son[a-z]+\s*=\s*["']|<script(?![^>]*\ssrc=)|<style|javascript:|hx-on""", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Inline();

    [GeneratedRegex("""(?:src|href)\s*=\s*["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex OtherHost();
}
