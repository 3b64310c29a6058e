using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Migrations.Demo;

/// <summary>One 職能需求表 of Demo/Data/profiles.txt.</summary>
internal sealed record ProfilePlan(string Agency, string Key, string Name, string English, string Family, IReadOnlyDictionary<Tier, ProfilePlan.Cell[]> Columns, int[] Importance)
{
    /// <param name="Level">Own level, null = inherited.</param>
    /// <param name="IsCritical">關鍵.</param>
    public readonly record struct Cell(int? Level, bool IsCritical);

    public static IReadOnlyList<ProfilePlan> Read() =>
    [
        .. from line in DemoText.Lines("profiles.txt")
           where line[0] != '#'
           let cells = DemoText.Cells(line)
           let key = cells[0].Split(' ')
           select new ProfilePlan(
               key[0], key[1], cells[1], cells[2], cells[3],
               new Dictionary<Tier, Cell[]> { [Tier.Junior] = Column(cells[4]), [Tier.Middle] = Column(cells[5]), [Tier.Senior] = Column(cells[6]) },
               [.. cells[7].Select(digit => digit - '0')]),
    ];

    /// <summary>The next version: one level more where the profile has an own one for these ordinals; nothing new is required.</summary>
    public ProfilePlan Raised(params int[] ordinals) => this with
    {
        Columns = Columns.ToDictionary(c => c.Key, c => c.Value.Select((cell, ordinal) =>
            cell is { Level: > 0 and < 5 } && ordinals.Contains(ordinal) ? cell with { Level = cell.Level + 1 } : cell).ToArray()),
    };

    private static Cell[] Column(string text)
    {
        List<Cell> cells = [];
        foreach (var sign in text)
        {
            if (sign == '!') cells[^1] = cells[^1] with { IsCritical = true };
            else cells.Add(new(sign == '.' ? null : sign - '0', false));
        }
        return [.. cells];
    }
}
