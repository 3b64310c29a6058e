using JobAnalysis.Application.Access;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Npgsql;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>What one cell rests on, in two round trips: the result with its competency, then everything that explains it.</summary>
internal static class CellSql
{
    /// <summary>The stored result and whose it is.</summary>
    public sealed record Result(Guid PersonId, string Name, LocalizedText Title, Guid RequirementId, DateOnly AsOf, byte[] SettingIds, int FormulaVersion, GapCell Cell, CompetencyColumn Column);

    /// <summary>What explains it.</summary>
    public sealed record Grounds(Tier? Tier, ExplainCell.RequirementSource Requirement, ExplainCell.Accepted? Accepted, IReadOnlyList<ExplainCell.Rating> Ratings, ExplainCell.Exempted? Exemption,
        IReadOnlyList<ExplainCell.SettingUsed> Settings, IReadOnlyList<ExplainCell.Past> History, LocalizedText? Needs, LocalizedText? Has);

    private const string ResultSql = """
        select g.person_id, p.name, f.title_zh_hant, f.title_en, g.requirement_id, g.as_of, g.setting_ids, g.formula_version, g.states, g.flags, g.required, g.accepted
        from gap_result g
        join person p on p.organization_id = g.organization_id and p.id = g.person_id
        join appointment a on a.organization_id = g.organization_id and a.id = g.appointment_id
        cross join lateral (
          select title_zh_hant, title_en from position_facts
          where organization_id = a.organization_id and position_id = a.position_id and superseded_at is null and valid_from <= @day and (valid_to is null or @day < valid_to) limit 1) f
        where g.organization_id = @organization and g.appointment_id = @appointment and g.framework_id = @framework and
        """;

    private const string ColumnSql = """
        select e.competency_id, c.ordinal, e.name_zh_hant, e.name_en, k.id, k.name_zh_hant, k.name_en
        from competency_edition e join competency c on c.id = e.competency_id join competency_category k on k.id = e.category_id
        where e.framework_version_id = @version and e.competency_id = @competency
        """;

    private const string RequirementSql = """
        select r.tier, r.layers, r.importance, f.id, f.name_zh_hant, f.name_en, v.id, v.number, v.effective_from, v.document_number, c.reason
        from resolved_requirement r
        left join profile_version v on v.organization_id = r.organization_id and v.id = r.profile_version_id
        left join competency_profile f on f.organization_id = v.organization_id and f.id = v.competency_profile_id
        left join profile_cell c on c.organization_id = r.organization_id and c.profile_version_id = r.profile_version_id and c.competency_id = @competency and c.tier = r.tier
        where r.organization_id = @organization and r.id = @requirement
        """;

    private const string DefaultSql = """
        select s.name_zh_hant, s.name_en, s.number, d.reason_zh_hant, d.reason_en
        from resolved_requirement r
        join tier_default_set s on s.id = r.tier_default_set_id and (s.owner_organization_id is null or s.owner_organization_id = any(@superiors))
        join tier_default d on d.set_id = s.id and d.competency_id = @competency and d.tier = r.tier and (d.owner_organization_id is null or d.owner_organization_id = any(@superiors))
        where r.organization_id = @organization and r.id = @requirement
        """;

    private const string AcceptedSql = """
        select level, source, rule_clause, rule_version, rated_on, valid_from, valid_to, answer_id from accepted_level
        where organization_id = @organization and person_id = @person and competency_id = @competency and superseded_at is null and valid_from <= @on order by valid_from desc, id desc limit 1
        """;

    private const string RatingSql = """
        select s.id, s.source, a.kind, a.level, s.rated_on, a.comment, a.id, o.name_zh_hant, o.name_en,
          exists (select from notice_delivery n where n.organization_id = s.organization_id and n.person_id = s.person_id and n.round_id = o.id and n.notice_version = o.notice_version)
        from assessment_answer a
        join assessment s on s.organization_id = a.organization_id and s.id = a.assessment_id and s.submitted_at is not null
        join assessment_round o on o.organization_id = s.organization_id and o.id = s.round_id
        where a.organization_id = @organization and a.person_id = @person and a.competency_id = @competency and a.kind <> 'NotAnswered' order by s.rated_on desc, a.id desc
        """;

    private const string ExemptionSql = """
        select reason, valid_from, valid_to from exemption
        where organization_id = @organization and appointment_id = @appointment and competency_id = @competency and superseded_at is null and approved_by is not null
          and valid_from <= @on and (valid_to is null or @on < valid_to) limit 1
        """;

    private const string SettingSql = """
        select key, value, valid_from from setting where id = any(@settings) and (owner_organization_id is null or owner_organization_id = any(@superiors)) order by key, id
        """;

    private const string HistorySql = """
        select states, flags, required, accepted, shown_from, shown_to, publication_id from gap_history
        where organization_id = @organization and appointment_id = @appointment and framework_id = @framework and person_id = @person order by shown_from desc, publication_id desc limit 24
        """;

    /// <summary>Where several layers described a rank, the nearest to the agency wins (decisions.md 4).</summary>
    private const string IndicatorSql = """
        select distinct on (rank) rank, text_zh_hant, text_en from behavioral_indicator
        where competency_id = @competency and rank in (@need, @have) and (owner_organization_id is null or owner_organization_id = any(@superiors))
        order by rank, array_position(@superiors, owner_organization_id) nulls last, id
        """;

    /// <summary>Null: no such result in scope, or the competency has no text in the version.</summary>
    public static async Task<Result?> Find(JobAnalysisDb db, Scope scope, Guid organizationId, Guid appointmentId, Guid competencyId, GapBasis basis, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        var result = new NpgsqlBatchCommand($"{ResultSql} {PersonScopeSql.Sees(scope, organizationId, "g.organization_id", "g.person_id")}") { Parameters = { new("appointment", appointmentId), new("framework", basis.FrameworkId), new("day", basis.AsOf) } };
        PersonScopeSql.Add(result.Parameters, scope, organizationId);
        batch.BatchCommands.Add(new(ColumnSql) { Parameters = { new("version", basis.FrameworkVersionId), new("competency", competencyId) } });
        batch.BatchCommands.Add(result);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        var column = new CompetencyColumn(reader.GetGuid(0), reader.GetInt32(1), Text(reader, 2)!, reader.GetGuid(4), Text(reader, 5)!);
        await reader.NextResultAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new(reader.GetGuid(0), reader.GetString(1), Text(reader, 2)!, reader.GetGuid(4), Day(reader, 5), (byte[])reader[6], reader.GetInt32(7),
            GapCell.At((byte[])reader[8], (byte[])reader[9], (byte[])reader[10], (byte[])reader[11], column.Ordinal), column);
    }

    /// <summary>What explains a result that <see cref="Find"/> found in scope.</summary>
    public static async Task<Grounds> Explain(JobAnalysisDb db, Scope scope, Guid organizationId, Guid appointmentId, Guid frameworkId, Result result, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        var settings = result.SettingIds.Chunk(16).Select(id => new Guid(id, bigEndian: true)).ToArray();
        foreach (var sql in (string[])[RequirementSql, DefaultSql, AcceptedSql, RatingSql, ExemptionSql, SettingSql, HistorySql, IndicatorSql])
        {
            batch.BatchCommands.Add(new(sql)
            {
                Parameters =
                {
                    new("organization", organizationId), new("appointment", appointmentId), new("framework", frameworkId), new("person", result.PersonId), new("competency", result.Column.CompetencyId),
                    new("requirement", result.RequirementId), new("on", result.AsOf), new("settings", settings), new("superiors", scope.SelfAndSuperiors),
                    new("need", result.Cell.Required ?? -1), new("have", result.Cell.Level ?? -1),
                },
            });
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var ordinal = result.Column.Ordinal;
        Tier? tier = reader[0] is string known ? Enum.Parse<Tier>(known) : null;
        var (layers, importance) = ((byte[])reader[1], (byte[])reader[2]);
        var requirement = new ExplainCell.RequirementSource(
            ordinal < layers.Length ? (RequirementLayer)layers[ordinal] : RequirementLayer.Unset, reader[3] as Guid?, Text(reader, 4), reader[6] as Guid?, reader[7] as int?, DayOrNull(reader, 8),
            reader[9] as string, reader[10] as string, ordinal < importance.Length ? importance[ordinal] : 0, null, null, null, result.RequirementId);
        foreach (var set in await Rows(reader, r => (Name: Text(r, 0), Number: r.GetInt32(2), Reason: Text(r, 3)), cancellationToken))
            requirement = requirement with { DefaultSet = set.Name, DefaultSetNumber = set.Number, DefaultReason = set.Reason };

        var accepted = (await Rows(reader, r => (
            Level: new ExplainCell.Accepted(r.GetInt32(0), Enum.Parse<AssessmentSource>(r.GetString(1)), r.GetString(2), r.GetInt32(3), Day(r, 4), Day(r, 5), DayOrNull(r, 6)),
            Answer: r.GetGuid(7)), cancellationToken)).FirstOrDefault();
        var ratings = await Rows(reader, r => new ExplainCell.Rating(r.GetGuid(0), Enum.Parse<AssessmentSource>(r.GetString(1)), Enum.Parse<AnswerKind>(r.GetString(2)), r[3] as int?, Day(r, 4), r[5] as string,
            r.GetBoolean(9), accepted.Level is not null && r.GetGuid(6) == accepted.Answer, Text(r, 7)!), cancellationToken);
        var exemption = (await Rows(reader, r => new ExplainCell.Exempted(r.GetString(0), Day(r, 1), DayOrNull(r, 2)), cancellationToken)).FirstOrDefault();
        var used = await Rows(reader, r => new ExplainCell.SettingUsed(r.GetString(0), r.GetString(1), Day(r, 2)), cancellationToken);
        var history = await Rows(reader, r => (
            States: ((byte[])r[0]).Length,
            Past: new ExplainCell.Past(Day(r, 4), Day(r, 5), GapCell.At((byte[])r[0], (byte[])r[1], (byte[])r[2], (byte[])r[3], ordinal), r.GetInt64(6))), cancellationToken);
        var indicators = (await Rows(reader, r => (Rank: r.GetInt32(0), Text: Text(r, 1)), cancellationToken)).ToDictionary(i => i.Rank, i => i.Text);
        return new(tier, requirement, accepted.Level, ratings, exemption, used, [.. history.Where(h => ordinal < h.States).Select(h => h.Past)],
            indicators.GetValueOrDefault(result.Cell.Required ?? -1), indicators.GetValueOrDefault(result.Cell.Level ?? -1));
    }

    /// <summary>The next result.</summary>
    private static async Task<IReadOnlyList<T>> Rows<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken)) rows.Add(row(reader));
        return rows;
    }

    private static LocalizedText? Text(NpgsqlDataReader reader, int at) => reader[at] is string zhHant ? new(zhHant, reader[at + 1] as string) : null;

    private static DateOnly Day(NpgsqlDataReader reader, int at) => reader.GetFieldValue<DateOnly>(at);

    private static DateOnly? DayOrNull(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : Day(reader, at);
}
