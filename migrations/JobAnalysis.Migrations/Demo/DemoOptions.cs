namespace JobAnalysis.Migrations.Demo;

/// <param name="Today">The day of the demo; every age in it is counted back from here.</param>
/// <param name="SeedNumber">The same number gives the same rows.</param>
public sealed record DemoOptions(DateOnly Today, int SeedNumber = 115);

/// <summary>A sign-in of the demo, for the lines that `run` prints.</summary>
/// <param name="Role">Who it is, in Chinese.</param>
/// <param name="RoleEn">The same in English.</param>
/// <param name="Organization">Agency, or null for roles of the system as a whole.</param>
/// <param name="UserName">What is typed.</param>
/// <param name="Password">The shared demo password.</param>
public sealed record DemoAccount(string Role, string RoleEn, string? Organization, string UserName, string Password);
