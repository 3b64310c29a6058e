using System.Net;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Gaps;
using JobAnalysis.Application.Messaging;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Web.Tests.Access;

/// <summary>
/// Abuse cases of security-reliability.md B2 that concern scope and requests. AB-12 is SignInTests.The_way_back_never_leaves_the_site and PreferencesTests, AB-13
/// PasswordResetTests.The_link_is_built_from_the_configured_address..., AB-21 SignInTests.A_key_planted_before..., AB-36 the rows "-" of matrix.csv.
/// </summary>
[Collection(nameof(MatrixCollection))]
public sealed class AbuseCaseTests(MatrixSite site)
{
    private MatrixWorld World => site.World;

    [Fact]
    public async Task AB_01_an_id_of_another_agency_is_absent_in_every_place_that_takes_one()
    {
        var head = World.Actor("MG");
        var (mine, foreign, foreignUnit, foreignPost) = (Find("ratee", "MG", MatrixWorld.Subtree), Find("ratee", "MG", MatrixWorld.Other), Find("unit", "MG", MatrixWorld.Other), Find("appointment", "MG", MatrixWorld.Other));
        var before = await site.FingerprintAsync();

        // A bulk form: one foreign row among own ones refuses all of them.
        var bulk = await PostAsync("MG", $"/team/assessments/competencies/{World.Constant("competency")}",
            $"Input.Rows[0].PersonId={mine.Id}&Input.Rows[0].Choice=3&Input.Rows[0].Revision=0&Input.Rows[1].PersonId={foreign.Id}&Input.Rows[1].Choice=3&Input.Rows[1].Revision=0");
        Assert.Equal(404, bulk.Status);
        // Query fields of lists, tabs and files.
        Assert.Equal(404, (await GetAsync("MG", $"/team/gaps?unit={foreignUnit.Id}&tree=true")).Status);
        Assert.Equal(404, (await GetAsync("MG", $"/team/gaps/export?format=ods&unit={foreignUnit.Id}")).Status);
        Assert.Equal(404, (await GetAsync("MG", $"/me/gaps?appointment={foreignPost.Id}")).Status);
        Assert.Equal(404, (await GetAsync("HRA", $"/organization/gaps?agency={World.Actor("HRB").Home}")).Status);
        Assert.Equal(404, (await PostAsync("HRA", "/runs", $"agency={World.Actor("HRB").Home}")).Status);
        Assert.Equal(before, await site.FingerprintAsync());
        Assert.NotEqual(head.Home, World.Actor("HRB").Home);
    }

    [Fact]
    public async Task AB_02_a_valid_parent_does_not_open_a_child_that_is_not_its_own()
    {
        var (mine, other) = (Find("submitted", "MG", MatrixWorld.Subtree), World.All("submitted").First(s => World.Actor("MG").People.Contains(s.Person!.Value) && s.Person != Find("submitted", "MG", MatrixWorld.Subtree).Person));
        var foreign = Find("submitted", "MG", MatrixWorld.Other);
        var before = await site.FingerprintAsync();
        foreach (var child in (Guid[])[other.Id, foreign.Id])
            Assert.Equal(404, (await PostAsync("MG", $"/team/assessments/people/{mine.Parent}?handler=Return", $"assessmentId={child}&reason=請補充&revision=1")).Status);

        var (own, person) = (Find("appointment", "MG", MatrixWorld.Own), Find("appointment", "MG", MatrixWorld.Subtree));
        Assert.Equal(404, (await GetAsync("MG", $"/people/{person.Person}/gaps?appointment={own.Id}")).Status);
        Assert.Equal(404, (await GetAsync("MG", $"/gaps/{own.Id}/{MatrixWorld.Missing}")).Status);
        var (version, otherVersion, foreignVersion) = (Find("version", "HRA", MatrixWorld.Agency), World.All("version").First(v => v.Organization == World.Actor("HRA").Home && v.Parent != Find("version", "HRA", MatrixWorld.Agency).Parent), Find("version", "HRA", MatrixWorld.Other));
        foreach (var child in (Guid[])[otherVersion.Id, foreignVersion.Id])
            foreach (var tail in (string[])["", "/competencies/" + World.Constant("competency"), "/publish", "/consequences", "?handler=Bar", $"?handler=Panel&competency={World.Constant("competency")}&tier=Middle"])
                Assert.Equal(404, (await GetAsync("HRA", $"/profiles/{version.Parent}/versions/{child}{tail}")).Status);
        Assert.Equal(200, (await GetAsync("HRA", $"/profiles/{version.Parent}/versions/{version.Id}")).Status);
        var (draft, foreignDraft) = (Find("draft", "HRA", MatrixWorld.Agency), Find("draft", "HRA", MatrixWorld.Other));
        foreach (var (parent, child) in ((Guid, Guid)[])[(version.Parent!.Value, draft.Id), (draft.Parent!.Value, foreignDraft.Id), (foreignDraft.Parent!.Value, foreignDraft.Id)])
        {
            if (parent == draft.Parent && child == draft.Id) continue;
            Assert.Equal(404, (await PostAsync("HRA", $"/profiles/{parent}/versions/{child}?handler=Cells", $"Input.Revision=1&Input.Cells[0].CompetencyId={World.Constant("competency")}&Input.Cells[0].Tier=Middle&Input.Cells[0].Level=3")).Status);
            Assert.Equal(404, (await PostAsync("HRA", $"/profiles/{parent}/versions/{child}?handler=Discard", "Input.Revision=1")).Status);
        }

        Assert.Equal(404, (await GetAsync("EM", $"/frameworks/{World.Constant("framework")}/competencies/{World.Constant("attitude")}")).Status);
        Assert.Equal(before, await site.FingerprintAsync());
    }

    [Fact]
    public async Task AB_03_a_right_in_one_agency_moves_no_row_of_another()
    {
        var before = await site.FingerprintAsync();
        Assert.Equal(404, (await PostAsync("HRH", $"/exemptions/{Find("exemption", "HRH", MatrixWorld.Other).Id}", "Input.Decision=approve&Input.Reason=")).Status);
        Assert.Equal(404, (await PostAsync("MG", $"/team/claims/{Find("claim", "MG", MatrixWorld.Other).Id}", "Input.Reason=本年度不承辦&Input.LastDay=116/6/30")).Status);
        Assert.Equal(404, (await PostAsync("MG", $"/team/claims/{Find("claim", "MG", MatrixWorld.Agency).Id}", "Input.Reason=本年度不承辦&Input.LastDay=116/6/30")).Status);
        Assert.Equal(404, (await PostAsync("HRA", $"/team/assessments/people/{Find("submitted", "HRA", MatrixWorld.Other).Parent}?handler=Return", $"assessmentId={Find("submitted", "HRA", MatrixWorld.Other).Id}&reason=請補充&revision=1")).Status);
        Assert.Equal(before, await site.FingerprintAsync());
    }

    [Fact]
    public async Task AB_04_a_file_holds_nobody_whom_its_screen_does_not_show()
    {
        foreach (var role in (string[])["MG", "DH", "HRA", "HRH", "AL", "HRB"])
        {
            foreach (var (kind, unit) in World.KindsOf("unit", World.Actor(role)))
                foreach (var format in kind is MatrixWorld.Other or MatrixWorld.Nonexistent ? (string[])["csv", "xlsx", "ods"] : ["csv"])
                    Assert.True((await GetAsync(role, $"/team/gaps?unit={unit.Id}")).Status == (await GetAsync(role, $"/team/gaps/export?format={format}&unit={unit.Id}")).Status, $"{role} {kind} {format}");

            var file = (await GetAsync(role, "/team/gaps/export?format=csv&tree=true")).Body;
            var screen = (await GetAsync(role, "/team/gaps?tree=true")).Body;
            var names = await site.NamesAsync("true");
            var inFile = names.Where(name => file.Contains(name.Name, StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(inFile);
            Assert.All(inFile, name => Assert.True(name.Organization == World.Actor(role).Home, role));
            if (!screen.Contains("p=2", StringComparison.Ordinal)) Assert.All(inFile, name => Assert.True(screen.Contains(name.Name, StringComparison.Ordinal), $"{role}: {name.Name}"));
        }
    }

    [Fact]
    public async Task AB_05_no_page_of_another_agency_names_or_counts_what_is_ours()
    {
        string[] pages =
        [
            "/", "/team/gaps", "/team/gaps?tree=true", "/team/assessments", "/organization/gaps", "/runs", "/me/gaps", "/me/assessment", "/frameworks",
            $"/frameworks/{World.Constant("framework")}", $"/frameworks/{World.Constant("framework")}/competencies/{World.Constant("competency")}",
        ];
        var ours = await site.NamesAsync($"organization_id = '{World.Actor("HRA").Home}'");
        var theirs = (await site.NamesAsync($"organization_id = '{World.Actor("HRB").Home}'")).Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        Assert.True(ours.Count > 100);
        List<string> before = [];
        foreach (var page in pages)
        {
            var answer = await GetAsync("HRB", page);
            Assert.Equal(200, answer.Status);
            Assert.DoesNotContain(ours, name => !theirs.Contains(name.Name) && answer.Body.Contains(name.Name, StringComparison.Ordinal));
            Assert.DoesNotContain("ETag", answer.Headers, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Last-Modified", answer.Headers, StringComparison.OrdinalIgnoreCase);
            before.Add(SiteSql.Keyless(answer.Body));
        }

        // Three more open tasks there: not a character of theirs changes.
        await site.SqlAsync($"insert into task(organization_id, id, kind, subject_person_id, addressee, due_on, created_at) select organization_id, gen_random_uuid(), 'AssessSelf', id, 'HrOfficer', '1999-01-01', now() from person where organization_id = '{World.Actor("HRA").Home}' limit 3");
        try
        {
            foreach (var (page, body) in pages.Zip(before)) Assert.Equal(body, SiteSql.Keyless((await GetAsync("HRB", page)).Body));
        }
        finally
        {
            await site.SqlAsync("delete from task where due_on = '1999-01-01'");
        }
    }

    [Fact]
    public async Task AB_06_two_views_of_the_totals_cannot_be_subtracted_to_few_people()
    {
        foreach (var (role, agency) in (IEnumerable<(string, Guid?)>)[("HOA", null), ("HOA", World.Actor("HOA").Subordinates.Order().First()), ("SHR", null)])
        {
            var (all, first) = (await TotalsAsync(role, agency, firstLevelOnly: false), await TotalsAsync(role, agency, firstLevelOnly: true));
            Assert.True(all.IsSuppressed);
            Assert.NotNull(all.Whole);
            Assert.Equal(first.Rows.Select(r => r.UnitId), all.Rows.Select(r => r.UnitId));
            for (var column = 0; column < all.Columns.Count; column++)
            {
                Assert.Equal(first.Rows.Select(r => r.Cells[column]), all.Rows.Select(r => r.Cells[column]));
                var shown = all.Rows.Select(r => r.Cells[column]).OfType<ListOrganizationTotals.Count>().Where(c => c.Required > 0).ToArray();
                Assert.All(shown, cell => Assert.True(cell.Required >= 5 && cell.Assessed is 0 or >= 5, $"{role}: {cell}"));
                if (all.Rows.Count > 0 && all.Whole.Cells[column] is { } whole) Assert.True(whole.Required - shown.Sum(c => c.Required) is 0 or >= 5, $"{role} column {column}: {whole.Required} - {shown.Sum(c => c.Required)}");
            }
        }

        // The same holds for the address: another level of detail is the same page.
        Assert.Equal(Numbers((await GetAsync("HOA", "/organization/gaps?level=first")).Body), Numbers((await GetAsync("HOA", "/organization/gaps?level=all")).Body));

        static string Numbers(string body) => string.Join(' ', Browser.Between(body, "<tbody", "</tbody>").Split(['<', '>']).Where(t => t.Length > 0 && char.IsAsciiDigit(t.Trim().FirstOrDefault())));
    }

    [Fact]
    public async Task AB_08_fields_that_the_form_does_not_have_are_ignored()
    {
        // Somebody who has begun and not handed in: a submitted one is refused for another reason.
        var began = await site.IdsAsync("select person_id from assessment where source = 'Self' and submitted_at is null");
        var (actor, other) = (World.Actors.First(a => a.Person is { } person && began.Contains(person) && a.Role != "HRB"), World.Actor("HRB"));
        var revision = await site.ScalarAsync($"select coalesce((select revision from assessment where person_id = '{actor.Person}' and source = 'Self' and submitted_at is null order by begun_at desc limit 1), 0)");
        var (grants, people, foreign) = (await site.ScalarAsync("select count(*) from role_grant"), await site.ScalarAsync("select md5(string_agg(p::text, '' order by id)) from person p where account_id is not null"), await site.ScalarAsync($"select count(*) from assessment_answer where organization_id = '{other.Home}'"));
        var mine = await site.ScalarAsync($"select count(*) from assessment_answer where person_id = '{actor.Person}'");
        var extra = $"OrganizationId={other.Home}&Input.OrganizationId={other.Home}&PersonId={other.Person}&Input.PersonId={other.Person}&AccountId={other.Account}&Role=SystemAdministrator&IsAdmin=true&Input.Kind=Rated&Input.Level=5&Input.State=Met&Input.SubmittedAt=2026-01-01&Input.RatedOn=2026-01-01&Version=9&CreatedBy={other.Account}&Actor.Roles[0]=HrHead&View.IsNoticed=true";

        var answer = await PostAsync(actor.Role, $"/me/assessment/competencies/{World.Constant("competency")}?handler=Draft", $"Input.Choice=2&Input.Comment=矩陣&Input.Revision={revision}&{extra}");

        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal(grants, await site.ScalarAsync("select count(*) from role_grant"));
        Assert.Equal(people, await site.ScalarAsync("select md5(string_agg(p::text, '' order by id)) from person p where account_id is not null"));
        Assert.Equal(foreign, await site.ScalarAsync($"select count(*) from assessment_answer where organization_id = '{other.Home}'"));
        Assert.Equal("2", await site.ScalarAsync($"select level::text from assessment_answer w join assessment a on a.id = w.assessment_id where w.person_id = '{actor.Person}' and w.comment = '矩陣' and w.organization_id = '{actor.Home}' and a.submitted_at is null"));
        Assert.True(long.Parse(await site.ScalarAsync($"select count(*) from assessment_answer where person_id = '{actor.Person}'"), System.Globalization.CultureInfo.InvariantCulture) >= long.Parse(mine, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task AB_09_a_parameter_given_twice_or_in_another_place_opens_nothing()
    {
        var (own, foreign) = (Find("unit", "MG", MatrixWorld.Subtree).Id, Find("unit", "MG", MatrixWorld.Other).Id);
        var (person, stranger) = (Find("ratee", "MG", MatrixWorld.Subtree).Id, Find("ratee", "MG", MatrixWorld.Other).Id);
        var strangers = (await site.NamesAsync($"organization_id = '{World.Actor("HRB").Home}'")).Select(n => n.Name).Except((await site.NamesAsync($"organization_id = '{World.Actor("MG").Home}'")).Select(n => n.Name)).ToArray();
        foreach (var address in (string[])
        [
            $"/team/gaps?unit={own}&unit={foreign}", $"/team/gaps?unit={foreign}&unit={own}", $"/team/gaps?unit[]={foreign}", $"/team/gaps?unit[0]={foreign}&unit={own}", $"/team/gaps?Choice.Unit={foreign}",
            $"/people/{person}/gaps?personId={stranger}", $"/people/{person}/gaps?PersonId={stranger}&personid={stranger}", $"/team/assessments/people/{person}?personId={stranger}",
        ])
        {
            var answer = await GetAsync("MG", address);
            Assert.True(answer.Status is 200 or 404 or 400 or 422, $"{address}: {answer.Status}");
            Assert.DoesNotContain(strangers, name => answer.Body.Contains(name, StringComparison.Ordinal));
        }

        var before = await site.FingerprintAsync();
        var posted = await PostAsync("MG", $"/team/assessments/people/{stranger}", $"PersonId={person}&Input.Rows[0].CompetencyId={World.Constant("competency")}&Input.Rows[0].Choice=3&Input.Revision=0");
        Assert.Equal(404, posted.Status);
        Assert.Equal(before, await site.FingerprintAsync());
    }

    [Fact]
    public async Task AB_10_another_verb_or_a_handler_of_another_role_runs_nothing()
    {
        var before = await site.FingerprintAsync();
        foreach (var pattern in Patterns())
        {
            var address = "/" + System.Text.RegularExpressions.Regex.Replace(pattern, "\\{[^}]+\\}", MatrixWorld.Missing.ToString(), System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            foreach (var verb in (string[])["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECTOR"])
            {
                var answer = await site.SendAsync(site.BrowserOf("HRH"), verb, address, "", []);
                // 400: the token of a session is none where the session is not looked at (sign-in).
                Assert.True(answer.Status is 405 or 404 or 400, $"{verb} {address}: {answer.Status}");
            }

            // A name that no handler has: whatever else answers, it is no failure of ours.
            var got = await GetAsync("HRH", address + "?handler=Nonsense");
            // A wrong password counts as a try: posts to the own account are left out.
            var posted = pattern.StartsWith("account/", StringComparison.OrdinalIgnoreCase) && pattern != "account/authenticator" ? got : await PostAsync("EM", address + "?handler=Nonsense", "x=1");
            Assert.True(got.Status < 500 && posted.Status < 500, $"{address}?handler=Nonsense: {got.Status} {posted.Status}");
        }

        var (person, exemption) = (Find("person", "EM", MatrixWorld.Agency).Id, Find("exemption", "EM", MatrixWorld.Agency).Id);
        Assert.Equal(403, (await PostAsync("EM", $"/team/assessments/people/{person}?handler=Return", $"assessmentId={MatrixWorld.Missing}&reason=x&revision=1")).Status);
        Assert.Equal(403, (await PostAsync("EM", $"/exemptions/{exemption}", "Input.Decision=approve")).Status);
        // GET with the name of a POST handler, and a GET that says it is a POST.
        Assert.Equal(404, (await GetAsync("EM", $"/team/assessments/people/{person}?handler=Return&assessmentId={MatrixWorld.Missing}&reason=x")).Status);
        using var pretended = new HttpRequestMessage(HttpMethod.Get, "/runs?_method=POST");
        pretended.Headers.Add("X-HTTP-Method-Override", "POST");
        using var shown = await site.BrowserOf("HRA").Browser.Client.SendAsync(pretended);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal(before, await site.FingerprintAsync());
    }

    private Thing Find(string family, string role, string kind) => World.KindsOf(family, World.Actor(role)).First(k => k.Kind == kind).Thing;

    private IEnumerable<string> Patterns() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => e.RoutePattern.RawText!.Trim('/')).Where(p => p != "account/sign-out").Distinct(StringComparer.OrdinalIgnoreCase);

    private Task<MatrixSite.Answer> GetAsync(string role, string address) => site.SendAsync(site.BrowserOf(role), "GET", address, "", []);

    private Task<MatrixSite.Answer> PostAsync(string role, string address, string body) => site.SendAsync(site.BrowserOf(role), "POST", address, body, []);

    private async Task<int> StatusAsync(string role, string address) => (await GetAsync(role, address)).Status;

    private Task<ListOrganizationTotals.Model> TotalsAsync(string role, Guid? agency, bool firstLevelOnly) => site.UseAsync(async services =>
    {
        services.GetRequiredService<RequestContext>().Actor = await services.GetRequiredService<ActorResolver>().Resolve(World.Actor(role).Account!.Value, null, default);
        return (await services.GetRequiredService<ISender>().Send(new ListOrganizationTotals.Query(agency, firstLevelOnly)))!;
    });

}
