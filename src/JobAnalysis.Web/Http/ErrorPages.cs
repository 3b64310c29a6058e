using System.Data.Common;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace JobAnalysis.Web.Http;

/// <summary>The one place that says which failure is which status; Pages/Status draws them all.</summary>
internal static class ErrorPages
{
    extension(WebApplication app)
    {
        public void UseErrorPages()
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/status",
                StatusCodeSelector = StatusOf,
                AllowStatusCode404Response = true,
                // A refused request is the sender's affair: no stack trace in the log.
                SuppressDiagnosticsCallback = static context => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
            });
            app.UseStatusCodePagesWithReExecute("/status");
            app.Use(static async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (Exception exception) when (context.RequestServices.GetRequiredService<DiskAlarm>().Note(exception))
                {
                    throw; // to the handler above, which draws the page
                }
            });
            app.Use(static (context, next) =>
            {
                AsGet(context);
                return next(context);
            });
        }
    }

    /// <summary>Is the page of a failure being drawn in place of what was asked for?</summary>
    public static bool IsDrawing(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || Of(context) is not null;

    // The page of a failure is only shown: the body that was refused is not read again, nor its token checked again.
    private static void AsGet(HttpContext context)
    {
        if (IsDrawing(context) && context.Request.IsUnsafe)
        {
            context.Request.Method = HttpMethods.Get;
            context.Request.ContentType = null;
            context.Request.Body = Stream.Null;
            context.Features.Set(new FailedPost());
        }
    }

    internal sealed record FailedPost;

    public static int StatusOf(Exception exception) => exception switch
    {
        RequestRefusedException refused => refused.StatusCode,
        BadHttpRequestException bad => bad.StatusCode,
        AntiforgeryValidationException or InvalidDataException => StatusCodes.Status400BadRequest,
        SignInRequiredException => StatusCodes.Status401Unauthorized,
        ForbiddenException => StatusCodes.Status403Forbidden,
        AbsentException => StatusCodes.Status404NotFound,
        RuleViolationException or InvalidMessageException => StatusCodes.Status422UnprocessableEntity,
        StaleRevisionException => StatusCodes.Status409Conflict,
        _ when DiskFault.Of(exception) is not null => StatusCodes.Status507InsufficientStorage,
        DbUpdateException { InnerException: { } inner } => StatusOf(inner),
        DbException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The sentence that tells the reader what happened, in his language.</summary>
    public static string Explain(Text text, Display display, int status, Exception? exception) => exception switch
    {
        RequestRefusedException refused => text[refused.TextKey],
        RuleViolationException rule => display.Rule(rule.Code, rule.Args),
        AntiforgeryValidationException => text["common.status.form-expired"],
        _ => text[$"common.status.{status}"],
    };

    /// <summary>Statuses with a sentence of their own; any other is told as its class.</summary>
    public static int Known(int status) => status switch
    {
        400 or 401 or 403 or 404 or 405 or 409 or 413 or 415 or 422 or 429 or 500 or 503 or 507 => status,
        < 500 => 400,
        _ => 500,
    };

    public static Exception? Of(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error;
}
