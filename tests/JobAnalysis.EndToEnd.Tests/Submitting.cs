using Microsoft.Playwright;

namespace JobAnalysis.EndToEnd.Tests;

internal static class Submitting
{
    /// <summary>Presses a button that posts, and waits for the server's answer: a click alone does not, and the next address would cancel the post.</summary>
    public static Task<IResponse> SubmitAsync(this IPage page, string button) =>
        page.RunAndWaitForResponseAsync(() => page.ClickAsync(button), response => response.Request.Method == "POST");
}
