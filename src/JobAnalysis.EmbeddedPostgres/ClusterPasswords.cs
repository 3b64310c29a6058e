using System.Security.Cryptography;
using System.Text.Json;

namespace JobAnalysis.EmbeddedPostgres;

/// <summary>Made once per cluster and kept in a file that only we can read.</summary>
internal sealed record ClusterPasswords(string Admin, string Owner, string App)
{
    public static ClusterPasswords LoadOrCreate(ClusterFolder folder)
    {
        if (File.Exists(folder.Passwords))
        {
            return JsonSerializer.Deserialize<ClusterPasswords>(File.ReadAllText(folder.Passwords))
                ?? throw new EmbeddedPostgresException($"{folder.Passwords} 的內容無法讀取", $"{folder.Passwords} cannot be read");
        }

        if (folder.HasCluster)
        {
            throw new EmbeddedPostgresException(
                $"資料庫在 {folder.Data}，但密碼檔 {folder.Passwords} 不見了：請還原該檔案",
                $"the database is in {folder.Data} but its password file {folder.Passwords} is gone: restore that file");
        }

        var made = new ClusterPasswords(Random(), Random(), Random());
        var half = folder.Passwords + ".new";
        File.Delete(half);
        using (var file = new FileStream(half, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(file, made);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, folder.Passwords, overwrite: true);
        return made;
    }

    // Hexadecimal digits need no quoting, neither in SQL nor in a connection string nor in a shell.
    private static string Random() => RandomNumberGenerator.GetHexString(48, lowercase: true);
}
