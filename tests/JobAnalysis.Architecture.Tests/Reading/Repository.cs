using System.Runtime.CompilerServices;

namespace JobAnalysis.Architecture.Tests.Reading;

/// <summary>One text file; the path is relative to the repository and has forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public IEnumerable<string> Lines => Text.Split('\n');
}

/// <summary>The files as they lie in the repository, without what builds put beside them.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", ".git", ".vs", ".idea", "artifacts", "TestResults", "node_modules"];
    private static readonly string[] Binary = [".png", ".jpg", ".ico", ".woff", ".woff2", ".ods", ".xlsx", ".pdf", ".zip", ".gz"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    /// <summary>Text files below one of the folders, or all of them.</summary>
    public static IEnumerable<SourceFile> Files(string pattern, params string[] folders) =>
        from folder in folders.Length > 0 ? folders : [""]
        from path in Walk(Path.Combine(Root, folder), pattern)
        where !Binary.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        select new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));

    /// <summary>C# that people write: what `dotnet ef` generates is left out.</summary>
    public static IEnumerable<SourceFile> Sources(params string[] folders) =>
        Files("*.cs", folders).Where(f => !f.Path.StartsWith("migrations/JobAnalysis.Migrations/Migrations/", StringComparison.Ordinal));

    private static IEnumerable<string> Walk(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(Directory.EnumerateDirectories(folder).Where(d => !Made.Contains(Path.GetFileName(d))).SelectMany(d => Walk(d, pattern)));

    private static string Here([CallerFilePath] string path = "") => path;
}
