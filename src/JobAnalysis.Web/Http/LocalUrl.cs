namespace JobAnalysis.Web.Http;

/// <summary>An address inside this product, or the home page: a return address in a form is somebody else's input.</summary>
public static class LocalUrl
{
    public static string OrHome(string? url) => IsLocal(url) ? url! : "/";

    // Browsers read '\' as '/' and drop tabs and line ends, so "/\evil" and "/<tab>/evil" leave the site;
    // %2f and %5c are decoded by some proxies, and full-width slashes become slashes in some browsers.
    private static bool IsLocal(string? url)
    {
        if (url is not ['/', ..] || url.Length > 2_000 || url.Contains('\\', StringComparison.Ordinal) ||
            url.Any(character => !char.IsAscii(character) || char.IsControl(character)))
        {
            return false;
        }

        var path = url.Split('?', '#')[0];
        return !path.StartsWith("//", StringComparison.Ordinal) &&
               !path.StartsWith("/%2f", StringComparison.OrdinalIgnoreCase) && !path.StartsWith("/%5c", StringComparison.OrdinalIgnoreCase);
    }
}
