using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Web.Http.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace JobAnalysis.Web.Http;

/// <summary>Turns the signed-in account into the actor of this request, anew each time, and tells the layout who reads.</summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    public const string KeyField = "_key";

    public async Task InvokeAsync(HttpContext context, RequestContext request, ActorResolver resolver)
    {
        // A failed page is drawn with what is known by then: it asks nothing of a database that may be the cause.
        if (!ErrorPages.IsDrawing(context)) await Fill(context, request, resolver);
        try
        {
            await next(context);
        }
        catch (SignInRequiredException) when (!context.Response.HasStarted)
        {
            await context.ChallengeAsync();
        }
    }

    private static async Task Fill(HttpContext context, RequestContext request, ActorResolver resolver)
    {
        request.Address = context.Connection.RemoteIpAddress?.ToString();
        request.IdempotencyKey = await FindKey(context);
        if (context.User.AccountId is not { } accountId) return;
        request.Actor = await resolver.Resolve(accountId, organizationId: null, context.RequestAborted);
        if (DrawsPage(context)) await FillShell(context, request.Actor);
    }

    // An address that does not exist is told on a page too, with the reader's own navigation around it.
    private static bool DrawsPage(HttpContext context) => context.GetEndpoint() is { } endpoint
        ? endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
        : HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static async Task FillShell(HttpContext context, Actor actor)
    {
        var view = await context.RequestServices.GetRequiredService<ISender>().Send(new ShowShell.Query(), context.RequestAborted);
        var shell = context.RequestServices.GetRequiredService<Shell>();
        shell.AgencyName = view.Agency is null ? null : Display.Of(view.Agency);
        shell.UnitName = view.Unit is null ? null : Display.Of(view.Unit);
        shell.AccountName = view.Name;
        shell.AccountTitle = view.Title is null ? null : Display.Of(view.Title);
        shell.TaskCount = view.OpenTasks;
        shell.May = actor.Can;
        if (context.OpenSession is { } session)
        {
            var left = session.ExpiresAt - context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            shell.Session = new((int)AccountLimits.SessionIdle.TotalSeconds, (int)left.TotalSeconds, AccountRoutes.ExtendSession);
        }
    }

    // Messages of accounts carry passwords: not even their hash is remembered, so they have no key (their effects are safe to repeat).
    private static async Task<Guid?> FindKey(HttpContext context)
    {
        if (!context.Request.IsUnsafe || !context.Request.HasFormContentType || context.Request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase)) return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Guid.TryParse(form[KeyField], out var key) ? key : null;
    }
}
