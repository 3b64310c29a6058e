using System.Globalization;
using FluentValidation;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Audit;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Data.Sql;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Positions;

/// <summary>Sets one or many cells and importances of a draft: one key press, a fill down, an undo and the form page all send this.</summary>
public static class SetProfileCells
{
    public const int ReasonLimit = 500;
    private const int MostCells = 500;

    /// <param name="Revision">Revision the form showed.</param>
    [Requires(Capability.EditProfiles)]
    public sealed record Command(Guid ProfileId, Guid VersionId, long Revision, IReadOnlyList<Cell>? Cells, IReadOnlyList<Row>? Rows) : ICommand<Saved?>;

    /// <summary>The whole cell as it shall be.</summary>
    /// <param name="Level">As typed: 0 = 無要求, nothing = the inherited value.</param>
    public sealed record Cell(Guid CompetencyId, Tier Tier, string? Level, bool IsCritical, string? Reason);

    /// <param name="Importance">As typed: 1–5, nothing = the middle.</param>
    public sealed record Row(Guid CompetencyId, string? Importance);

    public sealed record Saved(long Revision, DateTimeOffset SavedAt);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(JobAnalysisDb db)
        {
            RuleFor(c => c.Cells).Must(cells => cells is null || cells.Count <= MostCells).WithErrorCode("positions.too-many-cells").WithState(_ => new object[] { MostCells });
            RuleFor(c => c.Rows).Must(rows => rows is null || rows.Count <= MostCells).WithErrorCode("positions.too-many-cells").WithState(_ => new object[] { MostCells });
            RuleForEach(c => c.Cells).ChildRules(cell =>
            {
                cell.RuleFor(c => c.Tier).IsInEnum().WithErrorCode("positions.tier-unknown");
                cell.RuleFor(c => c.Reason).Text(ReasonLimit, multiline: true);
            });
            RuleForEach(c => c.Rows).ChildRules(row => row.RuleFor(r => r.Importance).Custom((typed, context) => context.Try(() => _ = ReadImportance(typed))));
            RuleFor(c => c).CustomAsync((command, context, cancellationToken) => CheckLevels(db, command, context, cancellationToken));
        }

        private static async Task CheckLevels(JobAnalysisDb db, Command command, ValidationContext<Command> context, CancellationToken cancellationToken)
        {
            if (command.Cells is null or { Count: 0 or > MostCells }) return;
            if (await db.ProfileVersions.Where(v => v.Id == command.VersionId).Select(v => (Guid?)v.FrameworkVersionId).SingleOrDefaultAsync(cancellationToken) is not { } framework) return;
            var highest = await ProfileTable.HighestRank(db, framework, cancellationToken);
            foreach (var (i, cell) in command.Cells.Index())
            {
                context.Try(() =>
                {
                    var level = ReadLevel(cell.Level, highest);
                    if (cell.IsCritical && level is null or 0) throw new RuleViolationException("positions.critical-needs-level");
                }, string.Create(CultureInfo.InvariantCulture, $"Cells[{i}].Level"));
            }
        }
    }

    internal sealed class Handler(JobAnalysisDb db, RequestContext context, AuditTrail trail, TimeProvider clock) : ICommandHandler<Command, Saved?>
    {
        public async Task<Saved?> Handle(Command request, CancellationToken cancellationToken)
        {
            await ProfileSql.LockVersion(db, context.Scope, request.VersionId, cancellationToken);
            if (await db.ProfileVersions.SingleOrDefaultAsync(v => v.Id == request.VersionId && v.CompetencyProfileId == request.ProfileId, cancellationToken) is not { } version) return null;
            version.Edit(request.Revision);

            var (cells, rows) = (request.Cells ?? [], request.Rows ?? []);
            Guid[] ids = [.. cells.Select(c => c.CompetencyId).Concat(rows.Select(r => r.CompetencyId)).Distinct()];
            if (await db.CompetencyEditions.CountAsync(e => e.FrameworkVersionId == version.FrameworkVersionId && ids.Contains(e.CompetencyId), cancellationToken) != ids.Length)
                throw new RuleViolationException("positions.competency-not-in-version");
            if (cells.DistinctBy(c => (c.CompetencyId, c.Tier)).Count() != cells.Count || rows.DistinctBy(r => r.CompetencyId).Count() != rows.Count)
                throw new RuleViolationException("positions.cell-sent-twice");

            var storedCells = await db.ProfileCells.Where(c => c.ProfileVersionId == version.Id && ids.Contains(c.CompetencyId)).ToDictionaryAsync(c => (c.CompetencyId, c.Tier), cancellationToken);
            var storedRows = await db.ProfileItems.Where(i => i.ProfileVersionId == version.Id && ids.Contains(i.CompetencyId)).ToDictionaryAsync(i => i.CompetencyId, cancellationToken);
            List<object> changes = [];
            foreach (var cell in cells) changes.Add(Set(version, storedCells.GetValueOrDefault((cell.CompetencyId, cell.Tier)), cell));
            foreach (var row in rows) changes.Add(Set(version, storedRows.GetValueOrDefault(row.CompetencyId), row));
            trail.Changed(version.Id, changes, detail: string.Join('\n', cells.Select(c => c.Reason).OfType<string>()) is { Length: > 0 } reasons ? reasons : null);
            return new(version.Revision, clock.GetUtcNow());
        }

        private object Set(ProfileVersion version, ProfileCell? stored, Cell cell)
        {
            var (level, reason) = (ReadLevel(cell.Level, LevelLimit), CleanText.Optional(cell.Reason, ReasonLimit, multiline: true));
            var before = new { stored?.Level, IsCritical = stored?.IsCritical ?? false };
            if (level is null && reason is null)
            {
                if (stored is not null) db.ProfileCells.Remove(stored);
            }
            else
            {
                if (stored is null)
                    db.ProfileCells.Add(stored = new() { OrganizationId = version.OrganizationId, Id = Guid.CreateVersion7(clock.GetUtcNow()), ProfileVersionId = version.Id, CompetencyId = cell.CompetencyId, Tier = cell.Tier });
                (stored.Level, stored.IsCritical, stored.Reason) = (level, cell.IsCritical, reason);
            }
            return new { cell.CompetencyId, Tier = cell.Tier.ToString(), Before = before, After = new { Level = level, cell.IsCritical } };
        }

        private object Set(ProfileVersion version, ProfileItem? stored, Row row)
        {
            var (before, importance) = (stored?.Importance, ReadImportance(row.Importance));
            if (importance is not { } value)
            {
                if (stored is not null) db.ProfileItems.Remove(stored);
            }
            else if (stored is not null)
            {
                stored.Importance = value;
            }
            else
            {
                db.ProfileItems.Add(new() { OrganizationId = version.OrganizationId, Id = Guid.CreateVersion7(clock.GetUtcNow()), ProfileVersionId = version.Id, CompetencyId = row.CompetencyId, Importance = value });
            }
            return new { row.CompetencyId, Before = before, After = importance };
        }
    }

    /// <summary>The scale of the version was checked by the validator; this is only the limit of the type.</summary>
    private const int LevelLimit = 20;

    private static int? ReadLevel(string? typed, int highest) => string.IsNullOrWhiteSpace(typed) ? null : RequiredLevel.Read(typed, highest).Rank;

    private static int? ReadImportance(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var text = typed.Trim();
        return text.Length == 1 && (text[0] is >= '１' and <= '５' ? text[0] - '０' : text[0] - '0') is >= 1 and <= 5 and var value
            ? value
            : throw new RuleViolationException("positions.importance-outside-range", text.Length > 20 ? text[..20] : text, 5);
    }
}
