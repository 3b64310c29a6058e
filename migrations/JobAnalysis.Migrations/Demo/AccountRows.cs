using JobAnalysis.Application.Access;
using JobAnalysis.Migrations.Seed;
using Microsoft.AspNetCore.Identity;
using static JobAnalysis.Migrations.Demo.DemoDays;

namespace JobAnalysis.Migrations.Demo;

/// <summary>Sign-ins of the demo: one for every role, all with one published password; the web refuses them in Production.</summary>
internal sealed class AccountRows(DemoOptions options, IReadOnlyList<DemoAgency> agencies)
{
    /// <summary>No secret: it is printed at every start of the demo.</summary>
    public const string Password = "Demo-Gongwu-2026!";

    /// <summary>Who signs in as whom; employee and unit head are derived from the position, the rest is granted.</summary>
    private static readonly SignIn[] All =
    [
        new("ministry", "app-8", "employee", "人員", "Employee"),
        new("ministry", "app-head", "unit-head", "單位主管（應用系統科科長）", "Unit head (section)"),
        new("ministry", "it-director", "division-head", "單位主管（資訊處處長）", "Unit head (department)"),
        new("ministry", "hr-officer", "hr", "人事承辦", "HR officer", Role.HrOfficer),
        new("ministry", "hr-head", "hr-head", "人事主管", "Head of personnel", Role.HrHead),
        new("ministry", "minister", "head", "機關首長", "Head of agency", Role.HeadOfAgency),
        new("ministry", "hr-deputy", "supervising-hr", "主管機關人事", "Supervising HR", Role.SupervisingHr),
        new("ministry", "chief-secretary", "rater", "人事指定之評估人（主任秘書）", "Rater named by HR"),
        new("ministry", "intl-acting", "acting-head", "請假代理主管（國際合作科）", "Acting head during leave"),
        new("agency", "hr-officer", "hr-agency", "所屬機關人事承辦", "HR officer of the subordinate agency", Role.HrOfficer),
        new("agency", "chief-secretary", "rater-agency", "所屬機關主任秘書", "Rater of the subordinate agency"),
        new("county", "hr-officer", "hr-b", "他機關人事承辦", "HR officer of the other agency", Role.HrOfficer),
        new("county", "unit-head", "unit-head-b", "他機關單位主管", "Unit head of the other agency"),
        new("county", "employee", "employee-b", "他機關人員", "Employee of the other agency"),
        new("county", "chief-secretary", "rater-b", "他機關秘書長", "Rater of the other agency"),
        new(null, "framework-owner", "framework-owner", "框架維護", "Framework owner", Role.FrameworkOwner),
        new(null, "admin", "admin", "系統管理", "System administrator", Role.SystemAdministrator),
    ];

    private sealed record SignIn(string? Agency, string Handle, string User, string Label, string English, params Role[] Roles);

    public IReadOnlyList<DemoAccount> SignIns() =>
        [.. All.Select(s => new DemoAccount(s.Label, s.English, agencies.SingleOrDefault(a => a.Plan.Key == s.Agency)?.Plan.Head[0], UserName(s.User), Password))];

    /// <summary>The account of whoever sits in the named position.</summary>
    public Guid? AccountOf(string agency, string? handle) => All.SingleOrDefault(s => s.Agency == agency && s.Handle == handle) is { } found ? IdOf(found.User) : null;

    public IEnumerable<object> Build()
    {
        var hash = new PasswordHasher<Account>().HashPassword(null!, Password);
        foreach (var signIn in All)
        {
            var agency = agencies.SingleOrDefault(a => a.Plan.Key == signIn.Agency);
            yield return ToAccount(signIn.User, agency?.MemberOf(signIn.Handle).Name ?? signIn.Label, hash);
            foreach (var role in signIn.Roles) yield return ToGrant(signIn.User, agency?.Id, role);
        }
    }

    private Guid IdOf(string user) => StableId.Of($"demo/{options.SeedNumber}/account/{user}");

    private Account ToAccount(string user, string name, string hash) => new()
    {
        Id = IdOf(user),
        UserName = UserName(user),
        NormalizedUserName = UserName(user).ToUpperInvariant(),
        Email = UserName(user),
        NormalizedEmail = UserName(user).ToUpperInvariant(),
        EmailConfirmed = true,
        DisplayName = name,
        IsDemo = true,
        CreatedAt = At(options.Today),
        PasswordHash = hash,
        PasswordChangedAt = At(options.Today),
        LockoutEnabled = true,
        SecurityStamp = StableId.Of($"demo/{options.SeedNumber}/security-stamp/{user}").ToString("N").ToUpperInvariant(),
        ConcurrencyStamp = StableId.Of($"demo/{options.SeedNumber}/concurrency-stamp/{user}").ToString("D"),
    };

    private RoleGrant ToGrant(string user, Guid? organization, Role role)
    {
        var from = new DemoDays(options.Today).Adopted.AddMonths(-1);
        return new()
        {
            Id = StableId.Of($"demo/{options.SeedNumber}/role-grant/{user}/{role}"),
            AccountId = IdOf(user),
            OrganizationId = organization,
            Role = role,
            ValidFrom = from,
            GrantedBy = Actor.SystemAccountId,
            Reason = "示範資料",
            RecordedAt = At(from),
        };
    }

    private static string UserName(string user) => $"{user}@demo.example";
}
