namespace JobAnalysis.Web.Tests.Access;

/// <summary>What tests of access ask the database beside the site.</summary>
internal static class SiteSql
{
    public static string Keyless(string body) => System.Text.RegularExpressions.Regex.Replace(body, "name=\"_key\" value=\"[^\"]+\"", "", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static async Task<List<(string Name, Guid Organization)>> NamesAsync(this MatrixSite site, string where)
    {
        await using var command = site.Owner.CreateCommand($"select name, organization_id from person where {where}");
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, Guid)> names = [];
        while (await reader.ReadAsync()) names.Add((reader.GetString(0), reader.GetGuid(1)));
        return names;
    }

    public static async Task<HashSet<Guid>> IdsAsync(this MatrixSite site, string sql)
    {
        await using var command = site.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        HashSet<Guid> ids = [];
        while (await reader.ReadAsync()) ids.Add(reader.GetGuid(0));
        return ids;
    }

    public static async Task<string> ScalarAsync(this MatrixSite site, string sql)
    {
        await using var command = site.Owner.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    public static async Task SqlAsync(this MatrixSite site, string sql)
    {
        await using var command = site.Owner.CreateCommand(sql);
        Assert.True(await command.ExecuteNonQueryAsync() > 0, "nothing was changed");
    }

    /// <summary>Rows and newest transaction of every table that no reading may touch: any insert, update or delete shows.</summary>
    public static async Task<string> FingerprintAsync(this MatrixSite site)
    {
        string[] records = ["audit_event", "audit_detail", "audit_seal", "account_session", "sign_in_event"];
        List<string> tables = [];
        await using (var command = site.Owner.CreateCommand("select tablename from pg_tables where schemaname = 'public' order by 1"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }

        return await site.ScalarAsync("select concat_ws(';', " + string.Join(", ", tables.Except(records).Select(t => $"(select '{t} ' || count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from \"{t}\")")) + ")");
    }
}
