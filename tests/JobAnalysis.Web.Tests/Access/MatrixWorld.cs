using Npgsql;

namespace JobAnalysis.Web.Tests.Access;

/// <summary>One object that an address can name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Organization">Whose.</param>
/// <param name="Person">Whom it is about; null for a unit, a profile, an agency.</param>
/// <param name="Unit">Where, when no person decides.</param>
/// <param name="Parent">What {family.parent} becomes: the person of an assessment, the profile of a version.</param>
public sealed record Thing(Guid Id, Guid? Organization, Guid? Person, Guid? Unit, Guid? Parent);

/// <summary>Who stands behind a column of the matrix, found in the tables and not by the product's own scope.</summary>
public sealed record MatrixActor(string Role, string? UserName, Guid? Account, Guid? Home, Guid? Person, Guid? Unit, HashSet<Guid> Units, HashSet<Guid> People, HashSet<Guid> Ratees, HashSet<Guid> Subordinates);

/// <summary>Ids of the demo by family and by how they stand to an actor.</summary>
public sealed class MatrixWorld
{
    public const string Own = "own", Subtree = "sub", Agency = "ag", Subordinate = "down", Seen = "seen", Other = "other", Nonexistent = "none";

    public static readonly Guid Missing = new("0193e6a0-0000-7000-8000-00000000dead");

    private static readonly (string Role, string? User)[] Users =
    [
        ("AN", null), ("EM", "employee"), ("MG", "unit-head"), ("DH", "division-head"), ("HRA", "hr"), ("HRH", "hr-head"), ("HOA", "head"), ("SHR", "supervising-hr"), ("AR", "rater"),
        ("AL", "acting-head"), ("HRB", "hr-b"), ("FO", "framework-owner"), ("SA", "admin"),
    ];

    private const string Today = "((now() at time zone 'Asia/Taipei')::date)";

    private readonly Dictionary<string, IReadOnlyList<Thing>> families = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> constants = new(StringComparer.Ordinal);

    public IReadOnlyList<MatrixActor> Actors { get; private set; } = [];

    public MatrixActor Actor(string role) => Actors.Single(a => a.Role == role);

    public string Constant(string name) => constants[name];

    public static async Task<MatrixWorld> ReadAsync(NpgsqlDataSource owner)
    {
        var world = new MatrixWorld();
        await AddScarceThings(owner);
        await world.ReadActors(owner);
        foreach (var (family, sql) in FamilySql) world.families[family] = await Rows(owner, sql, Thing);
        foreach (var (name, sql) in ConstantSql) world.constants[name] = (await Rows(owner, sql, r => r.GetGuid(0).ToString()))[0];
        return world;
    }

    /// <summary>The family whose kinds a row tries; null when the address names no object.</summary>
    public string? FamilyOf(string address) => System.Text.RegularExpressions.Regex.Matches(address, "\\{(?<name>[a-z]+)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
        .Select(m => m.Groups["name"].Value).FirstOrDefault(families.ContainsKey);

    /// <summary>An object of the family for each way in which it can stand to the actor.</summary>
    public IEnumerable<(string Kind, Thing Thing)> KindsOf(string family, MatrixActor actor)
    {
        foreach (var group in families[family].GroupBy(thing => KindOf(family, thing, actor), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return (group.Key, group.OrderBy(t => t.Id).First());
        yield return (Nonexistent, new(Missing, null, null, null, Missing));
    }

    /// <summary>Puts ids where an address or a body names them.</summary>
    public string Fill(string text, string? family, Thing? thing)
    {
        foreach (var (name, id) in constants) text = text.Replace($"{{{name}}}", id, StringComparison.Ordinal);
        return family is null ? text : text.Replace($"{{{family}}}", thing!.Id.ToString(), StringComparison.Ordinal).Replace($"{{{family}.parent}}", $"{thing.Parent}", StringComparison.Ordinal);
    }

    public IReadOnlyList<Thing> All(string family) => families[family];

    public static string KindOf(string family, Thing thing, MatrixActor actor)
    {
        if (family == "agency") return thing.Id == actor.Home ? Own : actor.Subordinates.Contains(thing.Id) ? Subordinate : Other;
        if (family == "frameworkdraft") return Other;
        if (family == "session") return thing.Person == actor.Account ? Own : thing.Organization == actor.Home ? Agency : Other;
        if (thing.Organization != actor.Home || actor.Home is null) return Other;
        if (family is "profile" or "version" or "draft") return Agency;
        if (thing.Person is { } person)
        {
            if (person == actor.Person) return Own;
            if (family != "ratee") return actor.People.Contains(person) ? Subtree : Agency;
            return actor.Ratees.Contains(person) ? Subtree : actor.People.Contains(person) ? Seen : Agency;
        }

        return actor.Units.Contains(thing.Unit!.Value) ? Subtree : thing.Unit == actor.Unit ? Own : Agency;
    }

    private static readonly Dictionary<string, string> FamilySql = new(StringComparer.Ordinal)
    {
        // Whoever has a 本職 today; the same people are asked in the round.
        ["person"] = Regular,
        ["ratee"] = Regular,
        ["appointment"] = "select r.appointment_id, r.organization_id, r.person_id, null::uuid, null::uuid from gap_result r",
        ["unit"] = $"select u.id, u.organization_id, null::uuid, u.id, null::uuid from unit u where exists (select from unit_placement p where p.unit_id = u.id and p.superseded_at is null and p.valid_from <= {Today} and (p.valid_to is null or {Today} < p.valid_to))",
        ["agency"] = "select id, id, null::uuid, null::uuid, null::uuid from organization",
        ["claim"] = "select id, organization_id, subject_person_id, null::uuid, null::uuid from task where kind = 'AnswerClaim' and completed_at is null",
        ["exemption"] = "select id, organization_id, person_id, null::uuid, null::uuid from exemption where approved_by is null and superseded_at is null",
        ["submitted"] = "select id, organization_id, person_id, null::uuid, person_id from assessment where source = 'Self' and submitted_at is not null",
        ["session"] = "select s.id, coalesce(p.organization_id, '00000000-0000-0000-0000-000000000000'), s.account_id, null::uuid, null::uuid from account_session s left join person p on p.account_id = s.account_id",
        ["profile"] = "select id, organization_id, null::uuid, null::uuid, null::uuid from competency_profile",
        ["version"] = "select id, organization_id, null::uuid, null::uuid, competency_profile_id from profile_version where status = 'Published'",
        ["draft"] = "select id, organization_id, null::uuid, null::uuid, competency_profile_id from profile_version where status = 'Draft'",
        ["frameworkdraft"] = "select id, null::uuid, null::uuid, null::uuid, null::uuid from framework_version where status = 'Draft'",
    };

    private const string Regular = $"""
        select a.person_id, a.organization_id, a.person_id, null::uuid, null::uuid from appointment a join person p on p.id = a.person_id and p.left_on is null
        where a.kind = 'Regular' and a.superseded_at is null and a.valid_from <= {Today} and (a.valid_to is null or {Today} < a.valid_to)
          and not exists (select from leave_without_pay l where l.person_id = a.person_id and l.superseded_at is null and l.valid_from <= {Today} and (l.valid_to is null or {Today} < l.valid_to))
        """;

    private static readonly Dictionary<string, string> ConstantSql = new(StringComparer.Ordinal)
    {
        ["framework"] = "select v.id from framework_version v where v.status = 'Approved' order by v.number limit 1",
        ["competency"] = "select e.competency_id from competency_edition e join framework_version v on v.id = e.framework_version_id and v.status = 'Approved' order by e.display_order limit 1",
        ["attitude"] = "select e.attitude_id from attitude_edition e join framework_version v on v.id = e.framework_version_id and v.status = 'Approved' order by e.display_order limit 1",
        ["scale"] = "select id from proficiency_scale order by id limit 1",
    };

    /// <summary>What the demo has in one agency only, and what nobody may see, so that no cell is empty. Rows of strangers are never opened: their parts need not exist.</summary>
    private static async Task AddScarceThings(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand($"""
            insert into exemption(organization_id, id, person_id, appointment_id, competency_id, reason, proposed_by, valid_from, valid_to, recorded_at)
            select a.organization_id, gen_random_uuid(), a.person_id, a.id, (select id from competency order by ordinal limit 1), '矩陣', coalesce((select account_id from person h where h.organization_id = a.organization_id and h.account_id is not null and h.id <> a.person_id order by h.id limit 1), gen_random_uuid()),
                   {Today} + 300, {Today} + 400, now()
            from (select distinct on (organization_id, person_id) * from appointment where superseded_at is null and kind = 'Regular' and valid_to is null and position_id is not null order by organization_id, person_id, id) a;

            insert into task(organization_id, id, kind, subject_person_id, subject_id, detail_id, addressee, due_on, created_at)
            select distinct on (a.organization_id, a.person_id) a.organization_id, gen_random_uuid(), 'AnswerClaim', a.person_id, w.id, w.competency_id, 'HrOfficer', {Today} + 5, now()
            from assessment a join assessment_answer w on w.organization_id = a.organization_id and w.assessment_id = a.id where a.source = 'Self' and a.submitted_at is not null
              -- Whoever was lent is seen by his host, who answers no claim of his (ClaimReader): neither seen nor unseen, as the matrix says it.
              and not exists (select from person_share h where h.organization_id = a.organization_id and h.person_id = a.person_id and h.kind = 'SecondmentHost')
            order by a.organization_id, a.person_id, w.id;

            insert into account_session(id, account_id, key_hash, ticket, created_at, last_seen_at, expires_at)
            select gen_random_uuid(), id, sha256(id::text::bytea), '', now(), now(), now() + interval '8 hours' from account;

            insert into framework_version(id, framework_id, number, status, published_at, source_sha256, english_is_translation, revision, english_note_zh_hant, english_note_en, source_zh_hant, source_note_zh_hant)
            select gen_random_uuid(), framework_id, 900 + number, 'Draft', published_at, source_sha256, english_is_translation, 1, english_note_zh_hant, english_note_en, source_zh_hant, source_note_zh_hant from framework_version where number = 1 limit 1;

            insert into competency_edition(id, framework_version_id, competency_id, category_id, display_order, number, name_as_printed, aliases, search_aliases, description_en, description_zh_hant, example_en, example_zh_hant, name_en, name_zh_hant)
            select gen_random_uuid(), d.id, e.competency_id, e.category_id, e.display_order, e.number, e.name_as_printed, e.aliases, e.search_aliases, e.description_en, e.description_zh_hant, e.example_en, e.example_zh_hant, e.name_en, e.name_zh_hant
            from framework_version d join framework_version v on v.framework_id = d.framework_id and v.number = 1 join competency_edition e on e.framework_version_id = v.id where d.number = 901;
            insert into attitude_edition(id, framework_version_id, attitude_id, display_order, name_as_printed, description_en, description_zh_hant, example_en, example_zh_hant, name_en, name_zh_hant)
            select gen_random_uuid(), d.id, e.attitude_id, e.display_order, e.name_as_printed, e.description_en, e.description_zh_hant, e.example_en, e.example_zh_hant, e.name_en, e.name_zh_hant
            from framework_version d join framework_version v on v.framework_id = d.framework_id and v.number = 1 join attitude_edition e on e.framework_version_id = v.id where d.number = 901;
            """);
        await command.ExecuteNonQueryAsync();
    }

    private async Task ReadActors(NpgsqlDataSource owner)
    {
        List<MatrixActor> found = [];
        var parents = (await Rows(owner, $"select unit_id, parent_id from unit_placement where superseded_at is null and valid_from <= {Today} and (valid_to is null or {Today} < valid_to)", r => (Unit: r.GetGuid(0), Parent: r.IsDBNull(1) ? (Guid?)null : r.GetGuid(1)))).ToDictionary(p => p.Unit, p => p.Parent);
        var at = await Rows(owner, $"select person_id, unit_id from person_unit where valid_from <= {Today} and (valid_to is null or {Today} < valid_to)", r => (Person: r.GetGuid(0), Unit: r.GetGuid(1)));
        var agencies = await Rows(owner, $"select placed_organization_id, parent_id from organization_placement where superseded_at is null and parent_id is not null", r => (Below: r.GetGuid(0), Above: r.GetGuid(1)));
        var heads = await Rows(owner, $"""
            select f.heads_unit_id, a.person_id, a.kind <> 'ActingLeave' and not exists (select from leave_without_pay l where l.person_id = a.person_id and l.superseded_at is null and l.valid_from <= {Today} and (l.valid_to is null or {Today} < l.valid_to)), u.kind
            from appointment a join position_facts f on f.position_id = a.position_id and f.superseded_at is null and f.valid_from <= {Today} and (f.valid_to is null or {Today} < f.valid_to)
            join unit u on u.id = f.heads_unit_id
            where a.superseded_at is null and a.kind <> 'Secondment' and a.valid_from <= {Today} and (a.valid_to is null or {Today} < a.valid_to)
            """, r => (Unit: r.GetGuid(0), Person: r.GetGuid(1), Rates: r.GetBoolean(2), Kind: r.GetString(3)));
        var homes = (await Rows(owner, $"""
            select a.person_id, p.unit_id, f.category from appointment a join position_placement p on p.position_id = a.position_id and p.superseded_at is null and p.valid_from <= {Today} and (p.valid_to is null or {Today} < p.valid_to)
            join position_facts f on f.position_id = a.position_id and f.superseded_at is null and f.valid_from <= {Today} and (f.valid_to is null or {Today} < f.valid_to)
            where a.kind = 'Regular' and a.superseded_at is null and a.valid_from <= {Today} and (a.valid_to is null or {Today} < a.valid_to)
            """, r => (Person: r.GetGuid(0), Unit: r.GetGuid(1), Category: r.GetString(2)))).ToLookup(h => h.Person);
        var shares = await Rows(owner, $"select viewer_account_id, person_id, kind from person_share where valid_from <= {Today} and (valid_to is null or {Today} < valid_to)", r => (Viewer: r.GetGuid(0), Person: r.GetGuid(1), Kind: r.GetString(2)));

        foreach (var (role, user) in Users)
        {
            if (user is null)
            {
                found.Add(new(role, null, null, null, null, null, [], [], [], []));
                continue;
            }

            var name = $"{user}@demo.example";
            var (account, person, home) = (await Rows(owner, "select a.id, p.id, p.organization_id from account a left join person p on p.account_id = a.id where a.user_name = @name",
                r => (r.GetGuid(0), r.IsDBNull(1) ? (Guid?)null : r.GetGuid(1), r.IsDBNull(2) ? (Guid?)null : r.GetGuid(2)), new NpgsqlParameter("name", name)))[0];
            var headed = heads.Where(h => h.Person == person && h.Kind != "Root").ToArray();
            HashSet<Guid> units = [.. parents.Keys.Where(u => Chain(u).Any(above => headed.Any(h => h.Unit == above)))];
            HashSet<Guid> people = [.. at.Where(p => units.Contains(p.Unit)).Select(p => p.Person).Concat(shares.Where(s => s.Viewer == account).Select(s => s.Person))];
            HashSet<Guid> ratees = [.. homes.Where(h => h.Key != person && RaterOf(h.Key, h.First().Unit, h.First().Category) == person).Select(h => h.Key)];
            ratees.ExceptWith(shares.Where(s => s.Kind == "AssignedRater").Select(s => s.Person));
            ratees.UnionWith(shares.Where(s => s.Kind == "AssignedRater" && s.Viewer == account).Select(s => s.Person));
            found.Add(new(role, name, account, home, person, person is { } id ? homes[id].First().Unit : null, units, people, ratees, [.. agencies.Where(a => a.Above == home).Select(a => a.Below)]));
        }

        Actors = found;

        IEnumerable<Guid> Chain(Guid unit)
        {
            for (Guid? step = unit; step is { } here; step = parents.GetValueOrDefault(here)) yield return here;
        }

        // decisions.md 12: the head of the nearest unit of the 本職, and not oneself.
        Guid? RaterOf(Guid person, Guid unit, string category)
        {
            if (category == "Political") return null;
            foreach (var above in Chain(unit))
            {
                var here = heads.Where(h => h.Unit == above && h.Rates).ToArray();
                if (here.Any(h => h.Kind == "Root")) return null;
                if (here.Length > 0 && here.All(h => h.Person != person)) return here[0].Person;
            }

            return null;
        }
    }

    private static Thing Thing(NpgsqlDataReader r) => new(r.GetGuid(0), Optional(r, 1), Optional(r, 2), Optional(r, 3), Optional(r, 4));

    private static Guid? Optional(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetGuid(column);

    private static async Task<List<T>> Rows<T>(NpgsqlDataSource owner, string sql, Func<NpgsqlDataReader, T> row, params NpgsqlParameter[] parameters)
    {
        await using var command = owner.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }
}
