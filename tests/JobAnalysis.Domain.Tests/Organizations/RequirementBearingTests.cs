using CsCheck;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Domain.Tests.Organizations;

public class RequirementBearingTests
{
    private static readonly DateOnly From = new(2026, 1, 15);

    [Theory]
    [InlineData(AppointmentKind.Regular, 0, true)]
    [InlineData(AppointmentKind.Concurrent, 0, true)]
    [InlineData(AppointmentKind.ActingVacancy, 0, false)]
    [InlineData(AppointmentKind.ActingVacancy, 89, false)]
    [InlineData(AppointmentKind.ActingVacancy, 90, true)]
    [InlineData(AppointmentKind.ActingLeave, 400, false)]
    [InlineData(AppointmentKind.Secondment, 400, false)]
    public void Kinds_carry_a_requirement_from_their_day(AppointmentKind kind, int days, bool bears) =>
        Assert.Equal(bears, RequirementBearing.Bears(kind, From, null, [], From.AddDays(days)));

    [Fact]
    public void The_months_of_an_acting_post_are_configurable()
    {
        Assert.Equal((new DateOnly(2026, 4, 15), null), RequirementBearing.Period(AppointmentKind.ActingVacancy, From, null));
        Assert.Equal((From, null), RequirementBearing.Period(AppointmentKind.ActingVacancy, From, null, 0));
        Assert.Null(RequirementBearing.Period(AppointmentKind.ActingVacancy, From, new DateOnly(2026, 4, 15)));
        Rule.Broken("organizations.acting-months-negative", () => RequirementBearing.Period(AppointmentKind.Regular, From, null, -1));
    }

    [Fact]
    public void Leave_without_pay_suspends_and_the_end_ends()
    {
        (DateOnly, DateOnly?)[] leave = [(From.AddDays(10), From.AddDays(20))];
        Assert.True(RequirementBearing.Bears(AppointmentKind.Regular, From, From.AddDays(30), leave, From.AddDays(9)));
        Assert.False(RequirementBearing.Bears(AppointmentKind.Regular, From, From.AddDays(30), leave, From.AddDays(10)));
        Assert.True(RequirementBearing.Bears(AppointmentKind.Regular, From, From.AddDays(30), leave, From.AddDays(20)));
        Assert.False(RequirementBearing.Bears(AppointmentKind.Regular, From, From.AddDays(30), leave, From.AddDays(30)));
        Assert.False(RequirementBearing.Bears(AppointmentKind.Regular, From, From.AddDays(30), leave, From.AddDays(-1)));
    }

    [Fact]
    public void Between_the_days_of_change_the_answer_stays()
    {
        var period = Gen.Select(
            Gen.Int[0, 60],
            Gen.Int[1, 60].Nullable(0.3),
            (start, length) => (From.AddDays(start), length is { } days ? From.AddDays(start + days) : (DateOnly?)null));
        Gen.Select(Gen.Enum<AppointmentKind>(), period, period.Array[0, 3], Gen.Int[0, 2]).Sample((kind, post, leaves, months) =>
        {
            bool Bears(DateOnly day) => RequirementBearing.Bears(kind, post.Item1, post.Item2, leaves, day, months);
            DateOnly? Next(DateOnly day) => RequirementBearing.NextChangeOn(kind, post.Item1, post.Item2, leaves, day, months);
            var (known, next) = (Bears(From.AddDays(-1)), Next(From.AddDays(-1)));
            for (var day = From; day < From.AddDays(200); day = day.AddDays(1))
            {
                if (day == next) (known, next) = (Bears(day), Next(day));
                Assert.Equal(Bears(day), known);
            }
        }, iter: 2_000);
    }
}
