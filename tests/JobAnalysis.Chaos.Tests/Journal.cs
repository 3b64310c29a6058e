using System.Globalization;

namespace JobAnalysis.Chaos.Tests;

/// <summary>What the client was told: every write it tried, and every one that was acknowledged, with its revision.</summary>
public sealed class Journal
{
    private readonly List<(Guid Person, string Text, long? Revision)> entries = [];

    public int Acknowledged => entries.Count(e => e.Revision is not null);

    public int Unknown => entries.Count(e => e.Revision is null);

    public void Add(Guid person, string text, long? acknowledgedRevision) => entries.Add((person, text, acknowledgedRevision));

    /// <summary>O1: every acknowledged write is there. O2: none is there twice, none half: answer, revision and audit row come together.</summary>
    public async Task<IEnumerable<string>> FaultsAsync(ChaosDatabase database)
    {
        List<string> faults = [];
        foreach (var person in entries.GroupBy(e => e.Person))
        {
            var last = person.LastOrDefault(e => e.Revision is not null);
            if (last.Revision is not { } acknowledged) continue;
            var id = person.Key.ToString("D", CultureInfo.InvariantCulture);
            var after = person.SkipWhile(e => e.Text != last.Text).Skip(1).Select(e => e.Text).ToList();
            var found = (await database.ListAsync($"""
                select a.revision || '|' || coalesce(n.comment, '') || '|' || (select count(*) from audit_event e where e.what = 'SaveRatings' and e.kind = 'Change' and e.subjects @> array['{id}'::uuid])
                from assessment a join assessment_answer n on n.organization_id = a.organization_id and n.assessment_id = a.id
                where a.person_id = '{id}' and a.source = 'Supervisor' and n.comment like 'chaos %'
                """)).SingleOrDefault();
            if (found is null)
            {
                faults.Add($"O1: the acknowledged write '{last.Text}' is gone");
                continue;
            }

            var parts = found.Split('|');
            var revision = long.Parse(parts[0], CultureInfo.InvariantCulture);
            if (parts[1] != last.Text && !after.Contains(parts[1])) faults.Add($"O1: '{last.Text}' was acknowledged, '{parts[1]}' is there");
            if (parts[1] == last.Text && revision != acknowledged) faults.Add($"O2: '{last.Text}' was acknowledged as revision {acknowledged}, {revision} is there");
            if (revision != long.Parse(parts[2], CultureInfo.InvariantCulture)) faults.Add($"O2: revision {revision} with {parts[2]} audit rows of {id}");
        }
        return faults;
    }
}
