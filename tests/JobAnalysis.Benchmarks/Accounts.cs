using JobAnalysis.Application.Access;
using Microsoft.AspNetCore.Identity;

namespace JobAnalysis.Benchmarks;

/// <summary>Sign-ins of the largest agency: every head of a unit, and its head of agency.</summary>
internal static class Accounts
{
    public const string Password = "Bench-only-2026!";

    /// <summary>Made once; the user name of a person is his personnel number.</summary>
    public static async Task Make(BenchCluster cluster)
    {
        var hash = new PasswordHasher<Account>().HashPassword(null!, Password);
        await cluster.Execute($"""
            create table if not exists bench.largest as select organization_id from person group by 1 order by count(*) desc, 1 limit 1;
            create temp table heads as
              select p.organization_id, p.id as person_id, p.personnel_number, p.name, f.heads_unit_id as unit_id, md5('account' || p.id)::uuid as account_id
              from position_facts f join bench.largest using (organization_id)
              join appointment a on a.organization_id = f.organization_id and a.position_id = f.position_id and a.kind = 'Regular'
              join person p on p.organization_id = a.organization_id and p.id = a.person_id
              where f.heads_unit_id is not null and p.account_id is null;
            insert into account(id, display_name, is_demo, created_at, previous_password_hashes, user_name, normalized_user_name, email_confirmed, password_hash, password_changed_at, security_stamp,
              concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select account_id, name, false, run_clock(), '{"{}"}', personnel_number, personnel_number, true, '{hash}', run_clock(), md5(account_id::text), md5(account_id::text), false, false, true, 0 from heads;
            update person p set account_id = h.account_id from heads h where p.organization_id = h.organization_id and p.id = h.person_id;
            insert into role_grant(id, account_id, organization_id, role, valid_from, granted_by, reason, recorded_at)
              select md5('grant' || h.account_id)::uuid, h.account_id, h.organization_id, 'HeadOfAgency', date '2024-01-01', '{Actor.SystemAccountId}', 'benchmark', run_clock()
              from heads h join unit u on u.organization_id = h.organization_id and u.id = h.unit_id where u.kind = 'Root';
            drop table heads
            """);
        await cluster.Execute("analyze account");
        await cluster.Execute("vacuum (analyze) person");
    }
}
