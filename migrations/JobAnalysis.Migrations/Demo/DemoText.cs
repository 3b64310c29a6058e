namespace JobAnalysis.Migrations.Demo;

/// <summary>Reads the tables of Demo/Data: one row a line, cells between bars.</summary>
internal static class DemoText
{
    public static IEnumerable<string> Lines(string file) => EmbeddedText.Read(file).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    public static string[] Cells(string line) => [.. line.Split('|').Select(cell => cell.Trim())];

    public static string? OrNull(string cell) => cell is "-" or "" ? null : cell;

    public static Dictionary<string, string> Titles() => Lines("titles.txt").Select(Cells).ToDictionary(c => c[0], c => c[1], StringComparer.Ordinal);
}
