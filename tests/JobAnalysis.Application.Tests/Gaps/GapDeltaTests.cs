using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Positions;
using JobAnalysis.TestKit.Builders;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Gaps;

/// <summary>Deltas over many random days equal a full run each day: whatever starts, ends, is entered late or ahead, a night that reads only what is due finds it.</summary>
public sealed class GapDeltaTests
{
    private const int People = 15;
    private const int Days = 40;
    private static readonly DateOnly First = new(2026, 3, 1);
    private static readonly DateTimeOffset Recorded = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private sealed class World(GapFixture fixture, Random random)
    {
        private readonly List<Guid> units = [];
        private readonly List<Guid> profiles = [];
        private readonly List<(Guid Person, Guid Appointment, Guid Position)> holders = [];

        private AgencyBuilder Agency => fixture.Agency;

        public async Task Build()
        {
            for (var i = 0; i < 3; i++) units.Add(await Agency.AddUnitAsync());
            for (var i = 0; i < 2; i++)
            {
                profiles.Add(await Agency.AddProfileAsync());
                await Agency.PublishAsync(profiles[i], GapFixture.Start, Cells());
            }
            for (var i = 0; i < People; i++)
            {
                var person = await Agency.AddPersonAsync();
                var position = await Agency.AddPositionAsync(Any(units), Any(profiles), GapFixture.Start);
                holders.Add((person, await Agency.AppointAsync(person, position, AppointmentKind.Regular, GapFixture.Start, tier: random.Next(5) == 0 ? null : Tier.Junior), position));
                for (var ordinal = 0; ordinal < 4; ordinal++)
                    if (random.Next(3) > 0) await Agency.AcceptAsync(person, ordinal, random.Next(6), First.AddDays(-random.Next(50)), First.AddDays(random.Next(1, 120)));
            }
        }

        /// <summary>One thing that happens on a day; most of it begins or ends on another.</summary>
        public async Task Change(DateOnly today)
        {
            var (person, appointment, position) = Any(holders);
            var from = today.AddDays(random.Next(-4, 12));
            var to = from.AddDays(random.Next(1, 15));
            switch (random.Next(15))
            {
                case 0 or 1 or 2 or 14:
                    await Agency.AcceptAsync(person, random.Next(6), random.Next(6), from, random.Next(3) == 0 ? null : from.AddDays(random.Next(1, 90)));
                    break;
                case 3 when random.Next(2) == 0:
                    await Agency.PublishAsync(Any(profiles), await FreeDay(today), Cells());
                    break;
                case 4:
                    await Agency.AppointAsync(person, await Agency.AddPositionAsync(Any(units), Any(profiles), GapFixture.Start), random.Next(2) == 0 ? AppointmentKind.Concurrent : AppointmentKind.ActingVacancy, from.AddMonths(-random.Next(4)), to);
                    break;
                case 5 or 13:
                    await Try(person, db => db.LeavesWithoutPay.Add(new() { OrganizationId = Agency.OrganizationId, Id = Guid.CreateVersion7(), PersonId = person, DocumentNumber = "人字第1號", ValidFrom = from, ValidTo = to, RecordedAt = Recorded }));
                    break;
                case 6 or 11 or 12:
                    await Try(person, db => db.Exemptions.Add(new()
                    {
                        OrganizationId = Agency.OrganizationId,
                        Id = Guid.CreateVersion7(),
                        PersonId = person,
                        AppointmentId = appointment,
                        CompetencyId = Agency.Competencies[random.Next(4)],
                        Reason = "測試",
                        ProposedBy = Actor.SystemAccountId,
                        ApprovedBy = random.Next(4) == 0 ? null : Actor.SystemAccountId,
                        ApprovedAt = Recorded,
                        ValidFrom = from,
                        ValidTo = to,
                        RecordedAt = Recorded,
                    }));
                    break;
                case 7 when random.Next(3) == 0:
                    await Try(null, db => db.Settings.Add(new()
                    {
                        Id = Guid.CreateVersion7(),
                        OwnerOrganizationId = Agency.OrganizationId,
                        Key = random.Next(2) == 0 ? SettingKeys.DueSoonDays : SettingKeys.ActingVacancyMonths,
                        Value = random.Next(1, 70).ToString(System.Globalization.CultureInfo.InvariantCulture),
                        ValidFrom = from,
                        RecordedAt = Recorded,
                    }));
                    break;
                case 8:
                    await Split<PositionFacts>(person, db => db.PositionFacts.Where(f => f.PositionId == position && f.SupersededAt == null && (f.ValidTo == null || f.ValidTo > from)), from,
                        (row, start, end) => Agency.Facts(position, row.CompetencyProfileId, start, end), end => Agency.Facts(position, random.Next(4) == 0 ? null : Any(profiles), from, end), (db, row) => db.PositionFacts.Where(r => r.Id == row.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.SupersededAt, Recorded)));
                    break;
                case 9:
                    await Split<PositionPlacement>(person, db => db.PositionPlacements.Where(f => f.PositionId == position && f.SupersededAt == null && (f.ValidTo == null || f.ValidTo > from)), from,
                        (row, start, end) => Placement(position, row.UnitId, start, end), end => Placement(position, Any(units), from, end), (db, row) => db.PositionPlacements.Where(r => r.Id == row.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.SupersededAt, Recorded)));
                    break;
                default:
                    await Split<AppointmentTier>(person, db => db.AppointmentTiers.Where(t => t.AppointmentId == appointment && t.SupersededAt == null && (t.ValidTo == null || t.ValidTo > from)), from,
                        (row, start, end) => Tiered(row, row.Tier, start, end), null, (db, row) => db.AppointmentTiers.Where(r => r.Id == row.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.SupersededAt, Recorded)));
                    break;
            }
        }

        private async Task<DateOnly> FreeDay(DateOnly today)
        {
            var taken = await Agency.ReadAsync(db => db.ProfileVersions.Where(v => v.EffectiveFrom != null).Select(v => v.EffectiveFrom!.Value).ToListAsync());
            var day = today.AddDays(random.Next(1, 10));
            while (taken.Contains(day)) day = day.AddDays(1);
            return day;
        }

        /// <summary>Ends the rows that run on a day there, and lets another begin; whoever does that raises the person it concerns.</summary>
        private async Task Split<T>(
            Guid person, Func<JobAnalysis.Application.Data.JobAnalysisDb, IQueryable<T>> running, DateOnly from, Func<T, DateOnly, DateOnly?, T> copy, Func<DateOnly?, T>? next, Func<JobAnalysis.Application.Data.JobAnalysisDb, T, Task> supersede)
            where T : class, Domain.Shared.IDated
        {
            await Agency.ChangeAsync(async db =>
            {
                foreach (var row in await running(db).AsNoTracking().ToListAsync())
                {
                    await supersede(db, row);
                    if (row.ValidFrom < from) db.Add(copy(row, row.ValidFrom, from));
                }
                if (next is not null) db.Add(next(null));
            });
            await Agency.RaiseAsync(person);
        }

        /// <summary>A row that the database refuses, because another stands there already, has not happened.</summary>
        private async Task Try(Guid? person, Action<JobAnalysis.Application.Data.JobAnalysisDb> change)
        {
            try
            {
                await Agency.ChangeAsync(db =>
                {
                    change(db);
                    return Task.CompletedTask;
                });
                await Agency.RaiseAsync(person is { } one ? [one] : []);
            }
            catch (Exception exception) when (exception is DbUpdateException or Domain.Shared.RuleViolationException)
            {
                return;
            }
        }

        private PositionPlacement Placement(Guid position, Guid unit, DateOnly from, DateOnly? to) =>
            new() { OrganizationId = Agency.OrganizationId, Id = Guid.CreateVersion7(), PositionId = position, UnitId = unit, ValidFrom = from, ValidTo = to, RecordedAt = Recorded };

        private AppointmentTier Tiered(AppointmentTier row, Tier tier, DateOnly from, DateOnly? to) => new()
        {
            OrganizationId = Agency.OrganizationId,
            Id = Guid.CreateVersion7(),
            PersonId = row.PersonId,
            AppointmentId = row.AppointmentId,
            Tier = tier,
            OverrideReason = "測試",
            ValidFrom = from,
            ValidTo = to,
            RecordedAt = Recorded,
        };

        private (int, int?, bool)[] Cells() => [.. Enumerable.Range(0, 6).Where(_ => random.Next(4) > 0).Select(i => (i, (int?)random.Next(6), random.Next(3) == 0))];

        private T Any<T>(List<T> list) => list[random.Next(list.Count)];
    }

    [Theory]
    [InlineData(20261123)]
    [InlineData(7)]
    public async Task Deltas_over_many_random_days_equal_a_full_run_each_day(int seed)
    {
        await using var fixture = await GapFixture.CreateAsync(First);
        var random = new Random(seed);
        var world = new World(fixture, random);
        await world.Build();
        var (published, changed) = (0, 0);
        for (var day = First; day < First.AddDays(Days); day = day.AddDays(random.Next(4) == 0 ? 3 : 1))
        {
            await fixture.SetTodayAsync(day);
            for (var i = random.Next(1, 6); i > 0; i--) await world.Change(day);
            var outcome = await fixture.RunAsync();
            Assert.Equal(0, outcome.Failed + outcome.Refused);
            published += outcome.Published;

            await using var full = await fixture.PrepareAsync(day, full: true);
            Assert.True(full.Staging.Staged.Rows == 0, $"seed {seed}, {day:yyyy-MM-dd}: {full.Agencies[0].Visible} results show something else, {full.Staging.Staged.Rows} rows differ");
            Assert.True(!full.Totals.Changed(full.Agencies, _ => true).Any() || full.Failed.Count > 0, $"seed {seed}, {day:yyyy-MM-dd}: totals of deltas are not those of a full run");
        }

        var publications = await fixture.PublicationsAsync();
        changed = publications.Skip(1).Sum(p => p.Changed);
        Assert.Equal(published, publications.Count);
        Assert.True(changed > 30 && publications.Skip(1).Count(p => p.Read < People) > 5, $"The days were too quiet to prove anything: {changed} changes.");
    }
}
