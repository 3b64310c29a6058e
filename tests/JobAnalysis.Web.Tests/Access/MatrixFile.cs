using System.Globalization;
using System.Text;

namespace JobAnalysis.Web.Tests.Access;

/// <summary>One line of matrix.csv: what every role gets for one request.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Pattern">Route pattern, or "-": an address that must not exist.</param>
/// <param name="Method">GET, POST, or POST Handler.</param>
/// <param name="Address">The request, with {family} where an id stands; the first family is the object whose kinds are tried.</param>
/// <param name="Body">Form fields of a post.</param>
/// <param name="Allowed">Statuses that prove that the function and the object were granted.</param>
/// <param name="Cells">By role.</param>
public sealed record MatrixRow(int Line, string Pattern, string Method, string Address, string Body, IReadOnlyList<int> Allowed, IReadOnlyDictionary<string, MatrixCell> Cells)
{
    public string Verb => Method.Split(' ')[0];

    public string Key => $"{Method} {Pattern}";

    public override string ToString() => $"{Line}: {Method} {Address}";
}

/// <summary>
/// Y: allowed for every id. L: the sign-in page. A number: that status for every id. own, sub, ag, down joined by +: allowed for these kinds of id, and 404 for the rest;
/// ag is the own agency, own and sub included. kind=status sets one kind apart.
/// </summary>
public sealed record MatrixCell(string Text)
{
    private readonly string[] parts = Text.Split('+');

    public bool IsSignIn => Text == "L";

    /// <summary>Null: allowed. The last part that speaks of the kind decides.</summary>
    public int? StatusOf(string kind)
    {
        foreach (var part in parts)
        {
            if (part.StartsWith(kind + "=", StringComparison.Ordinal)) return int.Parse(part[(kind.Length + 1)..], CultureInfo.InvariantCulture);
        }

        if (parts[0] == "Y" || parts.Contains(kind) || (parts.Contains("ag") && kind is MatrixWorld.Own or MatrixWorld.Subtree && parts.Contains("ag"))) return null;
        return int.TryParse(parts[0], CultureInfo.InvariantCulture, out var status) ? status : 404;
    }

    /// <summary>Kinds that the cell speaks of: the demo must hold an object of each.</summary>
    public IEnumerable<string> Named => parts.Where(p => !p.Contains('=', StringComparison.Ordinal) && p is MatrixWorld.Own or MatrixWorld.Subtree or MatrixWorld.Agency or MatrixWorld.Subordinate);
}

internal static class MatrixFile
{
    public static readonly string[] Roles = ["AN", "EM", "MG", "DH", "HRA", "HRH", "HOA", "SHR", "AR", "AL", "HRB", "FO", "SA"];

    private static readonly string[] Head = ["route", "method", "B1", "request", "body", "allowed", .. Roles, "step-up", "second-person", "note"];

    public static IReadOnlyList<MatrixRow> Rows { get; } = Read(Path.Combine(AppContext.BaseDirectory, "Access", "matrix.csv"));

    private static List<MatrixRow> Read(string path)
    {
        var lines = File.ReadAllLines(path).Select((text, index) => (Fields: Split(text), Number: index + 1)).Where(l => l.Fields is not [""] && !l.Fields[0].StartsWith('#')).ToArray();
        Assert.Equal(Head, lines[0].Fields);
        return [.. lines.Skip(1).Select(line =>
        {
            var (f, number) = line;
            Assert.True(f.Count == Head.Length, $"matrix.csv line {number} has {f.Count} fields instead of {Head.Length}");
            return new MatrixRow(number, f[0], f[1], f[3], f[4], [.. f[5].Split('|').Select(s => int.Parse(s, CultureInfo.InvariantCulture))],
                Roles.Index().ToDictionary(r => r.Item, r => new MatrixCell(f[6 + r.Index]), StringComparer.Ordinal));
        })];
    }

    private static List<string> Split(string line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else field.Append(c);
        }

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
