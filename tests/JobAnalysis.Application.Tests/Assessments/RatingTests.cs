using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Assessments;

/// <summary>Rating in messages: matrix rows 9 to 12, who may rate (decisions 12), the reason below a test, 無法觀察.</summary>
public sealed class RatingTests : IAsyncLifetime
{
    private AssessmentWorld world = null!;

    private Guid Item => world.RequiredItems[0];

    private Guid Person => world.Employee.PersonId;

    public async ValueTask InitializeAsync() => world = await AssessmentWorld.CreateAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private Task<SaveRatings.Saved?> SaveAsync(AssessmentWorld.Member rater, Guid person, string choice = "3", long revision = 0, string? comment = null) =>
        world.AsAsync(rater, new SaveRatings.Command(person, [new(Item, choice, comment)], revision));

    private Task<SubmitRating.Submitted?> SubmitAsync(string choice = "3", long revision = 0, string? comment = null, Guid? key = null) =>
        world.AsAsync(world.Head, new SubmitRating.Command(Person, [new(Item, choice, comment)], revision), key);

    [Fact]
    public async Task A_submitted_rating_is_accepted_at_once_and_completes_the_task()
    {
        await world.DeliverNoticeAsync(Person);
        await world.AddAsync(new WorkTask
        {
            OrganizationId = world.Agency,
            Id = AssessmentWorld.NewId(),
            Kind = WorkTaskKind.RatePerson,
            SubjectPersonId = Person,
            SubjectId = world.Round.Id,
            Addressee = AddresseeKind.UnitHead,
            AddresseeUnitId = world.A11,
            DueOn = world.Today.AddDays(-3),
            CreatedAt = world.Clock.Now,
        });
        Assert.Equal(1, (await world.AsAsync(world.Head, new ListTasks.Query())).Overdue);

        await SubmitAsync("４");

        var level = Assert.Single(await world.LevelsAsync(Person));
        Assert.Equal((4, world.Today, AssessmentSource.Supervisor), (level.Level, level.RatedOn, level.Source));
        Assert.Empty((await world.AsAsync(world.Head, new ListTasks.Query())).Mine);
    }

    [Fact]
    public async Task Not_observed_is_an_answer_and_no_level()
    {
        await world.DeliverNoticeAsync(Person);

        await SubmitAsync(ChosenAnswer.NotObserved);

        Assert.Empty(await world.LevelsAsync(Person));
        Assert.Equal(AnswerKind.NotObserved, (await world.AsAsync(world.Head, new ShowRating.Query(Person)))!.Items.Single(i => i.Competency.CompetencyId == Item).Mine!.Kind);
    }

    [Fact]
    public async Task Below_a_valid_test_a_reason_is_asked()
    {
        await world.DeliverNoticeAsync(Person);
        await world.RateAsync(Person, Item, 4, new(2026, 6, 1), AssessmentSource.Test);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => SubmitAsync("2"));
        await SubmitAsync("2", comment: "測驗後未再承辦");

        Assert.Equal(("assessments.reason-below-test", "Rows[0].Comment"), (refused.Code, refused.Field));
        Assert.Equal(2, (await world.LevelsAsync(Person)).Single(l => l.ValidFrom == world.Today).Level);
    }

    [Fact]
    public async Task A_draft_counts_for_nothing_and_stale_forms_are_refused()
    {
        await world.DeliverNoticeAsync(Person);
        var first = (await SaveAsync(world.Head, Person))!;
        Assert.Empty(await world.LevelsAsync(Person));

        var second = (await SaveAsync(world.Head, Person, "4", first.Revision))!;

        await Assert.ThrowsAsync<StaleRevisionException>(() => SaveAsync(world.Head, Person, "5", first.Revision));
        await Assert.ThrowsAsync<StaleRevisionException>(() => SubmitAsync("5"));
        await SubmitAsync("4", second.Revision);
        Assert.Equal("assessments.already-submitted", (await Assert.ThrowsAsync<RuleViolationException>(() => SaveAsync(world.Head, Person, "5", second.Revision + 1))).Code);
    }

    [Fact]
    public async Task The_same_form_sent_twice_rates_once()
    {
        await world.DeliverNoticeAsync(Person);
        var key = AssessmentWorld.NewId();

        var answers = await Task.WhenAll(SubmitAsync(key: key), SubmitAsync(key: key));

        Assert.Equal(answers[0], answers[1]);
        Assert.Single(await world.LevelsAsync(Person));
        Assert.Single(await world.InDbAsync(db => db.Assessments.ToListAsync()));
    }

    [Fact]
    public async Task The_nearest_head_rates_and_nobody_else()
    {
        Assert.NotNull(await SaveAsync(world.Head, Person));
        Assert.Null(await SaveAsync(world.Chief, Person));
        Assert.Null(await SaveAsync(world.Colleague, Person));
        Assert.Null(await SaveAsync(world.Employee, Person));
        Assert.Null(await SaveAsync(world.Head, AssessmentWorld.NewId()));
        await Assert.ThrowsAsync<ForbiddenException>(() => SaveAsync(world.HrHead, Person));
        await Assert.ThrowsAsync<ForbiddenException>(() => SaveAsync(world.HrOfficer, Person));
    }

    [Fact]
    public async Task The_head_above_rates_the_head_and_no_head_rates_himself_or_his_superior()
    {
        Assert.NotNull(await SaveAsync(world.Chief, world.Head.PersonId));
        Assert.Null(await SaveAsync(world.Head, world.Head.PersonId));
        Assert.Null(await SaveAsync(world.Head, world.Chief.PersonId));
        Assert.Null(await world.AsAsync(world.Head, new ShowRating.Query(world.Head.PersonId)));
    }

    [Fact]
    public async Task A_named_rater_never_gets_his_own_superior()
    {
        await ShareAsync(world.Chief, world.Head);

        Assert.Null(await SaveAsync(world.Head, world.Chief.PersonId));
    }

    [Fact]
    public async Task A_rater_named_by_HR_rates_instead_of_the_head()
    {
        await ShareAsync(world.Employee, world.Colleague);

        Assert.NotNull(await SaveAsync(world.Colleague, Person));
        Assert.Null(await SaveAsync(world.Head, Person));
        Assert.NotNull(await world.AsAsync(world.Head, new ShowRating.Query(Person)));
    }

    [Fact]
    public async Task An_acting_head_for_a_vacancy_rates_and_one_for_a_leave_only_reads()
    {
        var (first, second) = (await world.AddMemberAsync("科員庚", world.A1), await world.AddMemberAsync("科員辛", world.A1));
        await world.AppointAsync(second, world.Head.PositionId, AppointmentKind.ActingLeave);

        Assert.NotNull(await world.AsAsync(second, new ShowRating.Query(Person)));
        Assert.False((await world.AsAsync(second, new ShowRating.Query(Person)))!.MayRate);
        await Assert.ThrowsAsync<ForbiddenException>(() => SaveAsync(second, Person));

        await world.InDbAsync(db => db.Appointments.Where(a => a.Id == world.Head.AppointmentId).ExecuteUpdateAsync(a => a.SetProperty(x => x.ValidTo, world.Today.AddDays(-11))));
        await world.AppointAsync(first, world.Head.PositionId, AppointmentKind.ActingVacancy);
        Assert.NotNull(await SaveAsync(first, Person));
    }

    [Fact]
    public async Task Without_a_head_the_nearest_head_above_rates()
    {
        await world.AddAsync(new LeaveWithoutPay
        {
            OrganizationId = world.Agency,
            Id = AssessmentWorld.NewId(),
            PersonId = world.Head.PersonId,
            DocumentNumber = "人字第5號",
            ValidFrom = world.Today.AddDays(-1),
            RecordedAt = world.Clock.Now,
        });

        Assert.NotNull(await SaveAsync(world.Chief, Person));
        await Assert.ThrowsAsync<ForbiddenException>(async () => _ = await SaveAsync(world.HrOfficer, Person));
        Assert.Null(await SaveAsync(world.Head, Person));
    }

    [Fact]
    public async Task Personnel_staff_are_rated_in_their_own_line_and_their_head_by_nobody_here()
    {
        Assert.NotNull(await SaveAsync(world.HrHead, world.HrOfficer.PersonId));
        Assert.DoesNotContain(world.HrHead.PersonId, (await world.AsAsync(world.Chief, new ListPeopleToRate.Query()))!.People.Select(p => p.Person.PersonId));
        Assert.Null(await SaveAsync(world.Chief, world.HrHead.PersonId));
    }

    [Fact]
    public async Task The_list_shows_whom_to_rate_in_official_order_and_HR_reads_everybody()
    {
        var mine = (await world.AsAsync(world.Head, new ListPeopleToRate.Query()))!;
        var hr = (await world.AsAsync(world.HrOfficer, new ListPeopleToRate.Query()))!;

        Assert.Equal(["科員丁", "科員丙"], mine.People.Select(p => p.Person.Name));
        Assert.Equal((true, world.RequiredItems.Count), (mine.Rates, mine.People[0].Asked));
        Assert.Equal((false, 5), (hr.Rates, hr.Total));
        await Assert.ThrowsAsync<ForbiddenException>(() => world.AsAsync(world.Employee, new ListPeopleToRate.Query()));
    }

    [Fact]
    public async Task One_competency_is_rated_across_people_all_or_none()
    {
        var view = (await world.AsAsync(world.Head, new ShowCompetencyRatings.Query(Item)))!;
        Assert.Equal(2, view.People.Count);

        Assert.Null(await world.AsAsync(world.Head, new SaveCompetencyRatings.Command(Item, [new(Person, "3", null, 0), new(world.Chief.PersonId, "3", null, 0)])));
        Assert.Empty(await world.InDbAsync(db => db.AssessmentAnswers.ToListAsync()));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            world.AsAsync(world.Head, new SaveCompetencyRatings.Command(Item, [new(Person, "3", null, 0), new(world.Colleague.PersonId, "7", null, 0)])));
        Assert.Equal(("assessments.level-outside-scale", "Rows[1].Choice"), (refused.Code, refused.Field));
        var saved = await world.AsAsync(world.Head, new SaveCompetencyRatings.Command(Item, [new(Person, "3", null, 0), new(world.Colleague.PersonId, "none", null, 0)]));

        Assert.Equal(1, saved!.Changed);
        Assert.Equal(3, (await world.AsAsync(world.Head, new ShowRating.Query(Person)))!.Items.Single(i => i.Competency.CompetencyId == Item).Mine!.Level);
    }

    [Fact]
    public async Task A_rating_given_back_with_a_reason_no_longer_counts()
    {
        await world.DeliverNoticeAsync(Person);
        await SubmitAsync();
        var sheet = (await world.AsAsync(world.Head, new ShowRating.Query(Person)))!.Rating!;
        await Assert.ThrowsAsync<ForbiddenException>(() => world.AsAsync(world.Employee, new ReturnAssessment.Command(Person, sheet.AssessmentId, "想改", sheet.Revision)));
        Assert.Equal("common.text-required", (await Assert.ThrowsAsync<RuleViolationException>(() =>
            world.AsAsync(world.Head, new ReturnAssessment.Command(Person, sheet.AssessmentId, "  ", sheet.Revision)))).Code);

        Assert.NotNull(await world.AsAsync(world.Head, new ReturnAssessment.Command(Person, sheet.AssessmentId, "誤選級別", sheet.Revision)));

        Assert.Empty(await world.LevelsAsync(Person));
        Assert.Single((await world.AsAsync(world.Head, new ListTasks.Query())).Mine);
        Assert.Equal(1, await world.InDbAsync(db => db.AcceptedLevels.CountAsync(l => l.SupersededAt != null)));
        Assert.NotNull(await SubmitAsync("2", sheet.Revision + 1));
        Assert.Equal(2, Assert.Single(await world.LevelsAsync(Person)).Level);
    }

    [Fact]
    public async Task A_claim_is_answered_by_rating_anyway()
    {
        await world.AsAsync(world.Employee, new ConfirmNotice.Command(world.Round.Id, 1));
        var saved = await world.AsAsync(world.Employee, new SaveSelfAnswer.Command(Item, ChosenAnswer.NotApplicable, "未承辦", 0, false));
        await world.AsAsync(world.Employee, new SubmitSelfAssessment.Command(saved.Revision));
        Assert.Equal(2, await world.AsAsync(world.Head, new CountTasks.Query()));

        await SubmitAsync();

        Assert.Equal(0, await world.AsAsync(world.Head, new CountTasks.Query()));
    }

    [Fact]
    public async Task A_task_of_a_unit_without_a_head_goes_to_the_nearest_head_above()
    {
        var empty = await world.AddUnitAsync(world.A1, $"{world.Root:N}.{world.A1:N}", UnitKind.Business, "新設科", 2);
        await world.AddAsync(new WorkTask
        {
            OrganizationId = world.Agency,
            Id = AssessmentWorld.NewId(),
            Kind = WorkTaskKind.PublishProfile,
            Addressee = AddresseeKind.UnitHead,
            AddresseeUnitId = empty,
            DueOn = world.Today,
            CreatedAt = world.Clock.Now,
        });

        Assert.Equal(1, await world.AsAsync(world.Chief, new CountTasks.Query()));
        Assert.Equal(0, await world.AsAsync(world.Head, new CountTasks.Query()));
    }

    [Fact]
    public async Task Another_agency_sees_nothing()
    {
        await using var other = await world.BesideAsync();

        Assert.Null(await other.AsAsync(other.Chief, new ShowRating.Query(Person)));
        Assert.Null(await other.AsAsync(other.HrOfficer, new ShowRating.Query(Person)));
        Assert.Null(await other.AsAsync(other.Chief, new SaveRatings.Command(Person, [new(Item, "3", null)], 0)));
        Assert.NotNull(await other.AsAsync(other.Head, new ShowRating.Query(other.Employee.PersonId)));
    }

    private Task ShareAsync(AssessmentWorld.Member person, AssessmentWorld.Member viewer) => world.AddAsync(new PersonShare
    {
        OrganizationId = world.Agency,
        Id = AssessmentWorld.NewId(),
        PersonId = person.PersonId,
        ViewerAccountId = viewer.AccountId,
        Kind = PersonShareKind.AssignedRater,
        Reason = "試驗",
        ValidFrom = world.Today,
    });
}
