using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace JobAnalysis.Web.Http;

/// <summary>
/// Every sentence of the product: <c>Text["gaps.nav.team"]</c>. The first segment names the resource file;
/// English that is missing falls back to Chinese, a key that is missing is a fault of ours and says so in Development.
/// </summary>
public sealed class Text(IHostEnvironment environment)
{
    private static readonly ConcurrentDictionary<string, ResourceManager> s_areas = new(StringComparer.Ordinal);

    // A resource manager takes a lock for every sentence, and a table has a thousand: what a language says does not change while we run.
    private static readonly ConcurrentDictionary<CultureInfo, ConcurrentDictionary<string, string?>> s_languages = new();

    public string this[string key, params object[] args]
    {
        get
        {
            var text = Find(key);
            if (text is null && environment.IsDevelopment())
            {
                throw new KeyNotFoundException($"No text '{key}' in Resources.");
            }

            return text is null ? key : args.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, args);
        }
    }

    public bool Has(string key) => Find(key) is not null;

    private static string? Find(string key)
    {
        var known = s_languages.GetOrAdd(CultureInfo.CurrentUICulture, static _ => new(StringComparer.Ordinal));
        return known.TryGetValue(key, out var text) ? text : known[key] = Read(key);
    }

    private static string? Read(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1)
        {
            return null;
        }

        var area = s_areas.GetOrAdd(key[..dot], static name =>
            new ResourceManager($"JobAnalysis.Web.Resources.{char.ToUpperInvariant(name[0])}{name[1..]}Text", typeof(Text).Assembly));
        try
        {
            return area.GetString(key, CultureInfo.CurrentUICulture);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }
}
