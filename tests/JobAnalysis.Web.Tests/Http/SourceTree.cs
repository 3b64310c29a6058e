using System.Runtime.CompilerServices;

namespace JobAnalysis.Web.Tests.Http;

internal static class SourceTree
{
    public static string Web { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/JobAnalysis.Web"));

    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Web, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string Here([CallerFilePath] string path = "") => path;
}
