using JobAnalysis.Application.Access;
using JobAnalysis.Domain.Assessments;
using JobAnalysis.Domain.Organizations;

namespace JobAnalysis.Application.Tests.Assessments;

/// <summary>What tests do to the people of an <see cref="AssessmentWorld"/>.</summary>
internal static class AssessmentActs
{
    public static Task DeliverNoticeAsync(this AssessmentWorld world, Guid personId, DateTimeOffset? at = null) => world.AddAsync(new NoticeDelivery
    {
        OrganizationId = world.Agency,
        Id = AssessmentWorld.NewId(),
        PersonId = personId,
        RoundId = world.Round.Id,
        NoticeVersion = world.Round.NoticeVersion,
        Method = NoticeMethod.Paper,
        DeliveredAt = at ?? world.Clock.Now.AddDays(-400),
    });

    /// <summary>The agency's own 有效期 of ratings from a day on.</summary>
    public static Task SetValidityAsync(this AssessmentWorld world, int months, DateOnly from) => world.AddAsync(new Setting
    {
        Id = AssessmentWorld.NewId(),
        OwnerOrganizationId = world.Agency,
        Key = SettingKeys.ValidityMonths,
        Value = months.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ValidFrom = from,
        RecordedAt = world.Clock.Now,
    });

    /// <summary>A second appointment of a person in another's position.</summary>
    public static Task AppointAsync(this AssessmentWorld world, AssessmentWorld.Member member, Guid positionId, AppointmentKind kind) => world.AddAsync(new Appointment
    {
        OrganizationId = world.Agency,
        Id = AssessmentWorld.NewId(),
        PersonId = member.PersonId,
        PositionId = positionId,
        Kind = kind,
        DocumentNumber = "人字第2號",
        ValidFrom = world.Today.AddDays(-10),
        RecordedAt = world.Clock.Now,
    });

    public static Task GrantAsync(this AssessmentWorld world, AssessmentWorld.Member member, Role role) => world.AddAsync(new RoleGrant
    {
        Id = AssessmentWorld.NewId(),
        AccountId = member.AccountId,
        OrganizationId = world.Agency,
        Role = role,
        ValidFrom = new(2021, 1, 1),
        GrantedBy = Actor.SystemAccountId,
        Reason = "試驗",
        RecordedAt = world.Clock.Now,
    });
}
