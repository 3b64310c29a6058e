namespace JobAnalysis.Web.Tests.Access;

/// <summary>Whatever is taken away in the middle of a session bites on the next request (third run of the matrix).</summary>
public sealed class RevocationTests(MatrixSite site) : IClassFixture<MatrixSite>
{
    private const string Today = "((now() at time zone 'Asia/Taipei')::date)";

    [Fact]
    public async Task A_role_removed_bites_on_the_next_request()
    {
        var actor = site.World.Actor("HRA");
        var colleague = Find("person", actor, MatrixWorld.Agency).Id;
        Assert.Equal((200, 200), (await StatusAsync("HRA", "/organization/gaps"), await StatusAsync("HRA", $"/people/{colleague}/gaps")));

        await SqlAsync($"update role_grant set valid_to = {Today} where account_id = '{actor.Account}'");

        Assert.Equal((403, 404), (await StatusAsync("HRA", "/organization/gaps"), await StatusAsync("HRA", $"/people/{colleague}/gaps")));
        Assert.Equal(200, await StatusAsync("HRA", "/me/gaps"));
    }

    [Fact]
    public async Task A_disabled_account_is_a_visitor_on_the_next_request()
    {
        Assert.Equal(200, await StatusAsync("EM", "/me/gaps"));

        await SqlAsync($"update account set disabled_at = now() where id = '{site.World.Actor("EM").Account}'");

        var answer = await GetAsync("EM", "/me/gaps");
        Assert.Equal("/account/sign-in?returnUrl=%2Fme%2Fgaps", answer.Location);
    }

    [Fact]
    public async Task A_unit_that_moves_takes_its_people_from_the_head_it_leaves()
    {
        var (section, department) = (site.World.Actor("MG"), site.World.Actor("DH"));
        var unit = Assert.Single(section.Units.Intersect(department.Units));
        var member = section.People.Intersect(department.People).Order().First(p => p != section.Person);
        Assert.Equal((200, 200), (await StatusAsync("DH", $"/people/{member}/gaps"), await StatusAsync("DH", $"/team/gaps?unit={unit}")));

        await SqlAsync($"""
            update unit_placement moved set parent_id = target.unit_id, path = target.path || subpath(moved.path, nlevel(moved.path) - 1)
            from unit_placement target join unit_placement old on old.organization_id = target.organization_id
            where old.unit_id = '{unit}' and old.superseded_at is null and moved.id = old.id
              and target.id = (select t.id from unit_placement t where t.organization_id = old.organization_id and t.superseded_at is null and nlevel(t.path) = nlevel(old.path) - 1 and t.unit_id <> old.parent_id and t.valid_to is null order by t.id limit 1)
            """);

        Assert.Equal((404, 404), (await StatusAsync("DH", $"/people/{member}/gaps"), await StatusAsync("DH", $"/team/gaps?unit={unit}")));
        Assert.Equal(200, await StatusAsync("MG", $"/people/{member}/gaps"));
    }

    [Fact]
    public async Task The_end_of_an_agency_grant_ends_its_totals()
    {
        var subordinate = site.World.Actor("HOA").Subordinates.Order().First();
        Assert.Equal((200, 200), (await StatusAsync("SHR", $"/organization/gaps?agency={subordinate}"), await StatusAsync("HOA", $"/organization/gaps?agency={subordinate}")));

        await SqlAsync($"update role_grant set valid_to = {Today} where account_id = '{site.World.Actor("SHR").Account}'");
        Assert.Equal(403, await StatusAsync("SHR", $"/organization/gaps?agency={subordinate}"));

        // The agency itself leaves the tree.
        await SqlAsync($"update organization_placement set valid_to = {Today} where placed_organization_id = '{subordinate}' and superseded_at is null");
        Assert.Equal(404, await StatusAsync("HOA", $"/organization/gaps?agency={subordinate}"));
        Assert.Equal(200, await StatusAsync("HOA", "/organization/gaps"));
    }

    [Fact]
    public async Task A_named_rater_whose_share_ends_sees_his_people_no_more()
    {
        var actor = site.World.Actor("AR");
        var person = Find("ratee", actor, MatrixWorld.Subtree).Id;
        Assert.Equal((200, 200), (await StatusAsync("AR", $"/team/assessments/people/{person}"), await StatusAsync("AR", $"/people/{person}/gaps")));

        await SqlAsync($"update person_share set valid_to = {Today} where viewer_account_id = '{actor.Account}'");

        Assert.Equal((404, 404), (await StatusAsync("AR", $"/team/assessments/people/{person}"), await StatusAsync("AR", $"/people/{person}/gaps")));
    }

    private Thing Find(string family, MatrixActor actor, string kind) => site.World.KindsOf(family, actor).First(k => k.Kind == kind).Thing;

    private Task<MatrixSite.Answer> GetAsync(string role, string address) => site.SendAsync(site.BrowserOf(role), HttpMethod.Get.Method, address, "", []);

    private async Task<int> StatusAsync(string role, string address) => (await GetAsync(role, address)).Status;

    private async Task SqlAsync(string sql)
    {
        await using var command = site.Owner.CreateCommand(sql);
        Assert.True(await command.ExecuteNonQueryAsync() > 0, "nothing was changed");
    }
}
