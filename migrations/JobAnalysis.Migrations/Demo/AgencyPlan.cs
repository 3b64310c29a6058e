using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Migrations.Demo;

/// <summary>One agency as Demo/Data/organization-*.txt draws it.</summary>
/// <param name="Key">Names the agency inside the demo: ministry, agency, county.</param>
/// <param name="Head">First line: name, English, short name, short English, 機關代碼, 機關層級, first signs of 職務編號.</param>
/// <param name="Units">In 建制順序.</param>
/// <param name="Positions">Unit by unit.</param>
internal sealed record AgencyPlan(string Key, string[] Head, IReadOnlyList<AgencyPlan.UnitLine> Units, IReadOnlyList<AgencyPlan.PositionLine> Positions)
{
    /// <param name="Name">Name.</param>
    /// <param name="English">English name.</param>
    /// <param name="Kind">Line it belongs to.</param>
    /// <param name="Parent">Index of the unit above, -1 for 本機關.</param>
    /// <param name="Order">建制順序 among its siblings.</param>
    public sealed record UnitLine(string Name, string English, UnitKind Kind, int Parent, int Order);

    /// <param name="Unit">Index of the unit.</param>
    /// <param name="Title">職稱.</param>
    /// <param name="Grades">職務列等 as low-high, or the words of a category outside 任用法.</param>
    /// <param name="Series">職系.</param>
    /// <param name="Profile">Key of the 職能需求表.</param>
    /// <param name="Flags">head, vacant, a category, id=..., name=..., grade=... (審定職等).</param>
    public sealed record PositionLine(int Unit, string Title, string Grades, string? Series, string? Profile, string[] Flags)
    {
        public bool Is(string flag) => Array.IndexOf(Flags, flag) >= 0;

        public string? Value(string name) => Flags.FirstOrDefault(f => f.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

        public PersonnelCategory Category => Is("political") ? PersonnelCategory.Political
            : Is("contract") ? PersonnelCategory.Contract
            : Is("fixed") ? PersonnelCategory.FixedTerm
            : Is("worker") ? PersonnelCategory.Worker
            : PersonnelCategory.Appointed;

        public (int Low, int High)? GradeRange => Category is PersonnelCategory.Appointed && Grades.Split('-') is [var low, var high] ? (Number(low), Number(high)) : null;

        /// <summary>首長, 副首長, 主任秘書, 主管, 副主管, the rest.</summary>
        public int OfficialOrder => this switch
        {
            { Unit: 0 } when Is("head") => 0,
            _ when Is("deputy") => 1,
            _ when Is("secretary") => 2,
            _ when Is("head") => 3,
            _ when Is("second") => 4,
            _ => 9,
        };

        private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    public static AgencyPlan Read(string key)
    {
        string[] head = [];
        List<UnitLine> units = [];
        List<PositionLine> positions = [];
        var path = new int[4];
        foreach (var line in DemoText.Lines($"organization-{key}.txt"))
        {
            if (line[0] == '!')
            {
                head = DemoText.Cells(line[1..]);
            }
            else if (line[0] == '#')
            {
                var depth = line.TakeWhile(sign => sign == '#').Count();
                var kind = Enum.Parse<UnitKind>(DemoText.Cells(line)[2]);
                // 本機關 is drawn beside the first-level units and stands above them.
                if (kind is UnitKind.Root) depth = 0;
                var parent = depth == 0 ? -1 : path[depth - 1];
                path[depth] = units.Count;
                var cells = DemoText.Cells(line[Math.Max(depth, 1)..]);
                units.Add(new(cells[0], cells[1], kind, parent, units.Count(u => u.Parent == parent) + 1));
            }
            else if (DemoText.Cells(line) is [var title, var grades, var series, var profile, var flags])
            {
                var words = flags.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var times = words.FirstOrDefault(w => w is ['x', >= '2' and <= '9']) is { } many ? many[1] - '0' : 1;
                for (var i = 0; i < times; i++) positions.Add(new(units.Count - 1, title, grades, DemoText.OrNull(series), DemoText.OrNull(profile), words));
            }
            else
            {
                throw new InvalidOperationException($"organization-{key}.txt: \"{line}\"");
            }
        }
        return new(key, head, units, positions);
    }
}
