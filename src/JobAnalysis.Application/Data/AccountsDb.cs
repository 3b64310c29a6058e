using JobAnalysis.Application.Access;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Application.Data;

/// <summary>The second, unfiltered context: accounts, grants, sessions and nothing personal else. Used by sign-in and the scope resolver only.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<AccountSession> AccountSessions => Set<AccountSession>();
    public DbSet<SignInEvent> SignInEvents => Set<SignInEvent>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        AccountsModel.Configure(builder);
        ModelConventions.Apply(builder);
    }
}

/// <summary>Tables of accounts, the same in both contexts; <see cref="JobAnalysisDb"/> is the one that migrates them.</summary>
internal static class AccountsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Account>(b =>
        {
            b.ToTable("account").HasKey(a => a.Id);
            b.Property(a => a.UserName).HasMaxLength(256);
            b.Property(a => a.NormalizedUserName).HasMaxLength(256);
            b.Property(a => a.Email).HasMaxLength(256);
            b.Property(a => a.NormalizedEmail).HasMaxLength(256);
            b.Property(a => a.DisplayName).HasMaxLength(100);
            b.Property(a => a.Language).HasMaxLength(10);
            b.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            b.HasIndex(a => a.NormalizedUserName).IsUnique().HasDatabaseName("ix_account_normalized_user_name");
            b.HasIndex(a => a.NormalizedEmail).HasDatabaseName("ix_account_normalized_email");
        });
        model.Entity<IdentityUserClaim<Guid>>(b => b.ToTable("account_claim").HasOne<Account>().WithMany().HasForeignKey(c => c.UserId));
        model.Entity<IdentityUserLogin<Guid>>(b =>
        {
            b.ToTable("account_login").HasKey(l => new { l.LoginProvider, l.ProviderKey });
            b.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId);
        });
        model.Entity<IdentityUserToken<Guid>>(b =>
        {
            b.ToTable("account_token").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            b.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId);
        });
        model.Entity<RoleGrant>(b =>
        {
            b.ToTable("role_grant").HasOne<Account>().WithMany().HasForeignKey(g => g.AccountId).OnDelete(DeleteBehavior.Restrict);
            b.HasIndex(g => g.AccountId);
        });
        model.Entity<AccountSession>(b =>
        {
            b.ToTable("account_session").HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
            b.HasIndex(s => s.KeyHash).IsUnique();
            b.HasIndex(s => s.AccountId);
        });
        model.Entity<SignInEvent>(b => b.ToTable("sign_in_event").HasIndex(e => new { e.AccountId, e.At }));
        model.Entity<DataProtectionKey>(b =>
        {
            b.ToTable("data_protection_key");
            b.Property(k => k.Xml).HasMaxLength(20000);
        });
    }
}
