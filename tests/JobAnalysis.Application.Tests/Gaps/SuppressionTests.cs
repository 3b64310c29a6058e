using CsCheck;
using JobAnalysis.Application.Frameworks;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Domain.Shared;
using static JobAnalysis.Application.Gaps.ListOrganizationTotals;

namespace JobAnalysis.Application.Tests.Gaps;

public sealed class SuppressionTests
{
    private static Model ModelOf(params int[] required) => ModelOf([.. required.Select(n => (n, n))]);

    private static Model ModelOf(params (int Required, int Assessed)[] groups)
    {
        var name = new LocalizedText("x", null);
        return new(default, name, [], null, [new CompetencyColumn(default, 0, name, default, name)],
            [.. groups.Select(g => new Row(Guid.CreateVersion7(), name, 1, [new Count(0, 0, g.Assessed, g.Required, 0, 0)]))],
            new Row(null, null, 0, [new Count(0, 0, groups.Sum(g => g.Assessed), groups.Sum(g => g.Required), 0, 0)]), true, false);
    }

    private static int?[] Shown(Model model) => [.. model.Rows.Select(r => r.Cells[0]?.Required)];

    [Fact]
    public void A_cell_about_fewer_than_five_people_is_hidden_and_a_second_one_with_it() =>
        Assert.Equal([null, null, 20], Shown(Suppression.Apply(ModelOf(3, 8, 20))));

    [Fact]
    public void Two_assessed_of_many_required_are_hidden_as_two_people_are() =>
        Assert.Equal([null, null, 20], Shown(Suppression.Apply(ModelOf((9, 2), (9, 9), (20, 20)))));

    [Fact]
    public void Nothing_is_hidden_where_every_group_is_large_enough() => Assert.Equal([5, 8, 20], Shown(Suppression.Apply(ModelOf(5, 8, 20))));

    [Fact]
    public void A_whole_agency_of_four_shows_nothing()
    {
        var model = Suppression.Apply(ModelOf(1, 3));
        Assert.Equal([null, null], Shown(model));
        Assert.Null(model.Whole!.Cells[0]);
    }

    [Fact]
    public void No_hidden_group_can_be_had_by_subtracting_what_is_shown() => Gen.Int[0, 12].Array[1, 12].Sample(required =>
    {
        var model = Suppression.Apply(ModelOf(required));
        if (model.Whole!.Cells[0] is not { } whole) return;
        var hidden = model.Rows.Index().Where(r => r.Item.Cells[0] is null).Select(r => required[r.Index]).ToArray();
        Assert.DoesNotContain(Shown(model), n => n is > 0 and < Suppression.SmallestGroup);
        var difference = whole.Required - Shown(model).Sum(n => n ?? 0);
        Assert.Equal(hidden.Sum(), difference);
        Assert.True(hidden.Length == 0 || hidden.Length >= 2 || required.Count(n => n > 0) == 1, "one hidden group is the difference itself");
        Assert.True(difference is 0 or >= Suppression.SmallestGroup || required.Sum() < Suppression.SmallestGroup);
    });

    [Fact]
    public void No_part_of_a_hidden_cell_is_shown()
    {
        var parts = Suppression.Apply(ModelOf(20, 30), above: [null]);
        Assert.Equal([null, null], Shown(parts));
        Assert.Null(parts.Whole!.Cells[0]);
        Assert.Equal([20, 30], Shown(Suppression.Apply(ModelOf(20, 30), above: [new Count(0, 0, 50, 50, 0, 0)])));
    }

    private static ListAgencyTreeTotals.Model AgenciesOf(params (int Required, bool OpensNames)[] agencies)
    {
        var name = new LocalizedText("x", null);
        return new(default, true, null, null, [], [new CompetencyColumn(default, 0, name, default, name)],
            [.. agencies.Select(a => new ListAgencyTreeTotals.AgencyRow(Guid.CreateVersion7(), name, new(2026, 6, 1), null, a.OpensNames, [new Count(0, 0, a.Required, a.Required, 0, 0)]))],
            [new Count(0, 0, agencies.Sum(a => a.Required), agencies.Sum(a => a.Required), 0, 0)], true);
    }

    [Fact]
    public void The_sum_of_agencies_is_hidden_where_a_small_one_could_be_had_from_it() => Gen.Select(Gen.Int[0, 12], Gen.Bool).Array[1, 8].Sample(agencies =>
    {
        var model = Suppression.ApplyToAgencies(AgenciesOf(agencies));
        var hidden = agencies.Where((a, i) => model.Rows[i].Cells[0] is null).ToArray();
        Assert.All(hidden, a => Assert.True(!a.Item2 && a.Item1 is > 0 and < Suppression.SmallestGroup));
        Assert.All(agencies.Where((a, i) => model.Rows[i].Cells[0] is not null), a => Assert.True(a.Item2 || a.Item1 is 0 or >= Suppression.SmallestGroup));
        if (model.Whole[0] is not null) Assert.True(hidden.Length == 0 || (hidden.Length > 1 && hidden.Sum(a => a.Item1) >= Suppression.SmallestGroup));
    });
}
