using JobAnalysis.Application.Access;
using JobAnalysis.Application.Assessments;
using JobAnalysis.Application.Notifications;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Tests.Assessments;

/// <summary>Self assessment in messages: matrix rows 6 to 8, notice, draft, claim, attitudes.</summary>
public sealed class SelfAssessmentTests : IAsyncLifetime
{
    private AssessmentWorld world = null!;

    private Guid Item => world.RequiredItems[0];

    public async ValueTask InitializeAsync() => world = await AssessmentWorld.CreateAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private Task NoticeAsync() => world.AsAsync(world.Employee, new ConfirmNotice.Command(world.Round.Id, 1));

    private Task<SaveSelfAnswer.Saved> SaveAsync(Guid item, string choice, string? comment = null, long revision = 0, bool draft = false) =>
        world.AsAsync(world.Employee, new SaveSelfAnswer.Command(item, choice, comment, revision, draft));

    private async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<RuleViolationException>(act)).Code;

    private async Task<ShowSelfAssessment.View> ShowAsync() => (await world.AsAsync(world.Employee, new ShowSelfAssessment.Query()))!;

    [Fact]
    public async Task Required_items_come_first_and_the_rest_is_voluntary()
    {
        var view = await ShowAsync();

        Assert.Equal(world.RequiredItems.Order(), view.Required.Select(i => i.Competency.CompetencyId).Order());
        Assert.Contains(world.VoluntaryItem, view.Voluntary.Select(i => i.Competency.CompetencyId));
        Assert.Equal((14, 5), (view.Required.Count + view.Voluntary.Count, view.Attitudes.Count));
        Assert.All(view.Required, i => Assert.Equal((AnswerKind.NotAnswered, false), (i.Kind, i.IsAnswered)));
        Assert.Equal(view.Required.Count + 5, view.MinutesLeft);
    }

    [Fact]
    public async Task Before_the_notice_nothing_can_be_entered()
    {
        Assert.Equal("assessments.notice-first", await RefusedAsync(() => SaveAsync(Item, "3")));

        await NoticeAsync();

        Assert.Equal(1, (await SaveAsync(Item, "3")).Revision);
    }

    [Fact]
    public async Task The_notice_is_recorded_once_and_makes_earlier_levels_count()
    {
        await world.RateAsync(world.Employee.PersonId, Item, 3, new(2026, 11, 1));

        await NoticeAsync();
        await NoticeAsync();

        Assert.Single(await world.InDbAsync(db => db.NoticeDeliveries.ToListAsync()));
        Assert.Equal(world.Today, Assert.Single(await world.LevelsAsync(world.Employee.PersonId)).ValidFrom);
    }

    [Theory]
    [InlineData("３", 3)]
    [InlineData("0", 0)]
    public async Task Full_width_digits_and_below_level_1_are_levels(string typed, int level)
    {
        await NoticeAsync();

        await SaveAsync(Item, typed);

        Assert.Equal((AnswerKind.Rated, level), (await ShowAsync()).Required.Where(i => i.Competency.CompetencyId == Item).Select(i => (i.Kind, i.Level!.Value)).Single());
    }

    [Theory]
    [InlineData("6", "assessments.level-outside-scale")]
    [InlineData("3.7", "assessments.level-unreadable")]
    [InlineData("-0", "assessments.level-unreadable")]
    [InlineData("NaN", "assessments.level-unreadable")]
    [InlineData("1e999", "assessments.level-unreadable")]
    [InlineData("not-observed", "assessments.level-unreadable")]
    public async Task Levels_outside_the_scale_are_refused(string typed, string code)
    {
        await NoticeAsync();

        Assert.Equal(code, await RefusedAsync(() => SaveAsync(Item, typed)));
    }

    [Fact]
    public async Task A_competency_outside_the_version_is_refused()
    {
        await NoticeAsync();

        Assert.Equal("assessments.competency-not-in-version", await RefusedAsync(() => SaveAsync(AssessmentWorld.NewId(), "3")));
    }

    [Fact]
    public async Task Text_is_counted_in_signs_and_NUL_is_refused()
    {
        await NoticeAsync();

        Assert.Equal("common.text-too-long", await RefusedAsync(() => SaveAsync(Item, "3", new string('例', 1001))));
        Assert.Equal("common.text-nul", await RefusedAsync(() => SaveAsync(Item, "3", "例\0")));
        await SaveAsync(Item, "3", " <script>𠮷瓦歷斯·諾幹 ");
        Assert.Equal("<script>𠮷瓦歷斯·諾幹", (await ShowAsync()).Required.Single(i => i.Competency.CompetencyId == Item).Comment);
    }

    [Fact]
    public async Task The_draft_goes_on_and_a_stale_form_is_refused()
    {
        await NoticeAsync();
        var first = await SaveAsync(Item, "2", draft: true);
        var second = await SaveAsync(Item, "3", revision: first.Revision, draft: true);

        await Assert.ThrowsAsync<StaleRevisionException>(() => SaveAsync(Item, "4", revision: first.Revision));
        await Assert.ThrowsAsync<StaleRevisionException>(() => SaveAsync(Item, "4"));

        Assert.Equal(second.Revision, (await SaveAsync(Item, "3", revision: second.Revision)).Revision);
        Assert.Equal(3, (await ShowAsync()).Required.Single(i => i.Competency.CompetencyId == Item).Level);
    }

    [Fact]
    public async Task The_same_form_sent_twice_has_one_effect()
    {
        await NoticeAsync();
        var key = AssessmentWorld.NewId();
        var command = new SaveSelfAnswer.Command(Item, "2", "整理申請資料", 0, false);

        var first = await world.AsAsync(world.Employee, command, key);
        var second = await world.AsAsync(world.Employee, command, key);

        Assert.Equal(first, second);
        Assert.Single(await world.InDbAsync(db => db.AssessmentAnswers.ToListAsync()));
    }

    [Fact]
    public async Task An_example_is_asked_when_the_level_differs_from_last_time()
    {
        await NoticeAsync();
        var earlier = new AssessmentRound
        {
            OrganizationId = world.Agency,
            Id = AssessmentWorld.NewId(),
            Year = 2025,
            Name = new("114年度職能盤點", null),
            FrameworkVersionId = world.VersionId,
            ValidFrom = new(2025, 10, 1),
            ValidTo = new(2025, 12, 1),
            DocumentNumber = "人字第9號",
        };
        var assessment = new Assessment
        {
            OrganizationId = world.Agency,
            Id = AssessmentWorld.NewId(),
            PersonId = world.Employee.PersonId,
            RoundId = earlier.Id,
            Source = AssessmentSource.Self,
            RaterPersonId = world.Employee.PersonId,
            FrameworkVersionId = world.VersionId,
            BegunAt = world.Clock.Now,
        };
        assessment.Submit(1, new(2025, 10, 5), world.Clock.Now.AddYears(-1));
        await world.AddAsync(earlier, assessment, new AssessmentAnswer
        {
            OrganizationId = world.Agency,
            Id = AssessmentWorld.NewId(),
            PersonId = world.Employee.PersonId,
            AssessmentId = assessment.Id,
            CompetencyId = Item,
            Kind = AnswerKind.Rated,
            Level = 2,
            ChangedAt = world.Clock.Now,
        });

        Assert.Equal("assessments.example-required", await RefusedAsync(() => SaveAsync(Item, "3")));
        var draft = await SaveAsync(Item, "3", draft: true);
        Assert.Equal("assessments.submit-incomplete", await RefusedAsync(() => world.AsAsync(world.Employee, new SubmitSelfAssessment.Command(draft.Revision))));
        var kept = await SaveAsync(Item, "2", revision: draft.Revision);
        await world.AsAsync(world.Employee, new SubmitSelfAssessment.Command(kept.Revision));
    }

    [Fact]
    public async Task Submitting_makes_it_read_only_and_asks_the_rater()
    {
        await NoticeAsync();
        var saved = await SaveAsync(Item, "3");

        await world.AsAsync(world.Employee, new SubmitSelfAssessment.Command(saved.Revision));

        Assert.NotNull((await ShowAsync()).SubmittedAt);
        Assert.Equal("assessments.already-submitted", await RefusedAsync(() => SaveAsync(Item, "4", revision: saved.Revision + 1)));
        Assert.Empty(await world.LevelsAsync(world.Employee.PersonId));
        var task = Assert.Single((await world.AsAsync(world.Head, new ListTasks.Query())).Mine);
        Assert.Equal((WorkTaskKind.RatePerson, "科員丙", 0, world.RequiredItems.Count), (task.Kind, task.PersonName, task.Done, task.Asked));
        Assert.Equal(WorkTaskKind.RatePerson, Assert.Single((await world.AsAsync(world.Employee, new ListTasks.Query())).Waiting).Kind);
        Assert.Equal(0, await world.AsAsync(world.Chief, new CountTasks.Query()));
    }

    [Fact]
    public async Task An_empty_assessment_cannot_be_submitted()
    {
        await NoticeAsync();

        Assert.Equal("assessments.nothing-answered", await RefusedAsync(() => world.AsAsync(world.Employee, new SubmitSelfAssessment.Command(0))));
    }

    [Fact]
    public async Task The_draft_is_private_until_it_is_submitted()
    {
        await NoticeAsync();
        var saved = await SaveAsync(Item, "3", "我的例子");
        var seen = (await world.AsAsync(world.Head, new ShowRating.Query(world.Employee.PersonId)))!;
        Assert.True(seen.SelfSubmittedOn is null && seen.Items.All(i => i.Self is null));

        await world.AsAsync(world.Employee, new SubmitSelfAssessment.Command(saved.Revision));

        seen = (await world.AsAsync(world.Head, new ShowRating.Query(world.Employee.PersonId)))!;
        Assert.Equal(new ShowRating.Answer(AnswerKind.Rated, 3, "我的例子"), seen.Items.Single(i => i.Competency.CompetencyId == Item).Self);
        Assert.Null(await world.AsAsync(world.Colleague, new ShowRating.Query(world.Employee.PersonId)));
    }

    [Fact]
    public async Task A_claim_needs_a_reason_and_becomes_an_exemption_only_by_two_other_people()
    {
        await NoticeAsync();
        Assert.Equal("assessments.claim-reason-required", await RefusedAsync(() => SaveAsync(Item, ChosenAnswer.NotApplicable)));
        var saved = await SaveAsync(Item, ChosenAnswer.NotApplicable, "本職務不接觸此項業務");
        await world.AsAsync(world.Employee, new SubmitSelfAssessment.Command(saved.Revision));
        var claim = (await world.AsAsync(world.Head, new ListTasks.Query())).Mine.Single(t => t.Kind is WorkTaskKind.AnswerClaim);
        Assert.Null(await world.AsAsync(world.Colleague, new ShowClaim.Query(claim.TaskId)));
        Assert.Equal("本職務不接觸此項業務", (await world.AsAsync(world.Head, new ShowClaim.Query(claim.TaskId)))!.Reason);

        Assert.Equal("assessments.exemption-end-outside-range", await RefusedAsync(() => world.AsAsync(world.Head, new ProposeExemption.Command(claim.TaskId, "確未承辦", "115/11/22"))));
        await world.AsAsync(world.Head, new ProposeExemption.Command(claim.TaskId, "確未承辦", "116年12月31日"));

        var open = Assert.Single((await world.AsAsync(world.HrHead, new ListTasks.Query())).Mine);
        Assert.Equal(WorkTaskKind.DecideExemption, open.Kind);
        Assert.DoesNotContain((await world.AsAsync(world.Head, new ListTasks.Query())).Mine, t => t.Kind is WorkTaskKind.AnswerClaim);
        await Assert.ThrowsAsync<ForbiddenException>(() => world.AsAsync(world.HrOfficer, new DecideExemption.Command(open.SubjectId!.Value, true, null)));
        var before = await world.InDbAsync(db => db.People.Where(p => p.Id == world.Employee.PersonId).Select(p => p.InputRevision).SingleAsync());
        await world.AsAsync(world.HrHead, new DecideExemption.Command(open.SubjectId!.Value, true, null));

        var exemption = await world.InDbAsync(db => db.Exemptions.SingleAsync());
        Assert.Equal((world.HrHead.AccountId, world.Head.AccountId, new DateOnly(2028, 1, 1)), (exemption.ApprovedBy!.Value, exemption.ProposedBy, exemption.ValidTo!.Value));
        Assert.True(before < await world.InDbAsync(db => db.People.Where(p => p.Id == world.Employee.PersonId).Select(p => p.InputRevision).SingleAsync()));
        Assert.Equal("assessments.exemption-decided", await RefusedAsync(() => world.AsAsync(world.HrHead, new DecideExemption.Command(exemption.Id, false, "重複"))));
    }

    [Fact]
    public async Task Who_proposed_an_exemption_does_not_approve_it()
    {
        var officer = world.HrOfficer;
        var exemption = new Exemption
        {
            OrganizationId = world.Agency,
            Id = AssessmentWorld.NewId(),
            PersonId = officer.PersonId,
            AppointmentId = officer.AppointmentId,
            CompetencyId = Item,
            Reason = "試驗",
            ProposedBy = world.HrHead.AccountId,
            ValidFrom = world.Today,
            ValidTo = world.Today.AddDays(100),
            RecordedAt = world.Clock.Now,
        };
        await world.AddAsync(exemption);

        Assert.Equal("assessments.exemption-own-proposal", await RefusedAsync(() => world.AsAsync(world.HrHead, new DecideExemption.Command(exemption.Id, true, null))));
    }

    [Fact]
    public async Task An_attitude_is_the_median_of_at_least_two_behaviours()
    {
        await NoticeAsync();
        var attitude = (await ShowAsync()).Attitudes[0];
        Guid[] behaviors = [.. attitude.Behaviors.Select(b => b.BehaviorId)];
        Assert.Equal(3, behaviors.Length);

        var one = await world.AsAsync(world.Employee, new SaveSelfAttitude.Command(attitude.AttitudeId, [new(behaviors[0], "5"), new(behaviors[1], SaveSelfAttitude.NoOpportunity), new(behaviors[2], null)], 0));
        var two = await world.AsAsync(world.Employee, new SaveSelfAttitude.Command(attitude.AttitudeId, [new(behaviors[2], "２")], one.Revision));
        var three = await world.AsAsync(world.Employee, new SaveSelfAttitude.Command(attitude.AttitudeId, [new(behaviors[1], "4")], two.Revision));

        Assert.Equal((null, 2, 4), (one.Value, two.Value, three.Value));
        Assert.Equal("assessments.frequency-outside-scale", await RefusedAsync(() =>
            world.AsAsync(world.Employee, new SaveSelfAttitude.Command(attitude.AttitudeId, [new(behaviors[0], "0")], three.Revision))));
        Assert.Equal("assessments.attitude-not-in-version", await RefusedAsync(() =>
            world.AsAsync(world.Employee, new SaveSelfAttitude.Command(attitude.AttitudeId, [new(AssessmentWorld.NewId(), "3")], three.Revision))));
    }
}
