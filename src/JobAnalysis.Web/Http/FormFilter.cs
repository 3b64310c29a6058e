using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace JobAnalysis.Web.Http;

/// <summary>
/// A form post that breaks a rule comes back as the same page (422) with the error summary and what was typed;
/// one that is older than the object comes back as both versions (409). A handler therefore only sees a valid form.
/// </summary>
internal sealed class FormFilter(Text text, Display display) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (context.HandlerMethod is null && !IsOnlyShown(context))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }

        if (!request.IsUnsafe)
        {
            await next();
            return;
        }

        if (request.HasFormContentType)
        {
            CheckCharacters(request.Form, context.ModelState);
        }

        if (!context.ModelState.IsValid)
        {
            context.Result = await AgainAsync(context);
            return;
        }

        var executed = await next();
        if (executed.Exception is null || executed.ExceptionHandled || await AnswerAsync(context, executed.Exception) is not { } result)
        {
            return;
        }

        executed.ExceptionHandled = true;
        executed.Result = result;
    }

    // The framework draws a page for a method or a handler name that it does not have, without running anything of it (AB-10).
    private static bool IsOnlyShown(PageHandlerExecutingContext context) =>
        (HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method))
        && !context.ActionDescriptor.HandlerMethods.Any(handler => HttpMethods.IsGet(handler.HttpMethod) && handler.Name is null);

    private async Task<IActionResult?> AnswerAsync(PageHandlerExecutingContext context, Exception exception)
    {
        switch (exception)
        {
            case RuleViolationException rule:
                var field = (context.HandlerInstance as IFormPage)?.FieldOf(rule.Code) ?? (rule.Field is null ? "" : $"Input.{rule.Field}");
                context.ModelState.AddModelError(field, display.Rule(rule.Code, rule.Args));
                return await AgainAsync(context);
            case InvalidMessageException invalid:
                foreach (var error in invalid.Errors)
                {
                    // A validator without a code of ours (NotEmptyValidator) still gets a sentence.
                    var message = text.Has(error.Code) ? display.Rule(error.Code, error.Arguments) : text["common.error.invalid-value"];
                    context.ModelState.AddModelError($"Input.{error.Field}", message);
                }

                return await AgainAsync(context);
            case StaleRevisionException when context.HandlerInstance is IVersionedForm form:
                var fields = await form.CompareAsync(context.HttpContext.RequestAborted);
                return new ViewResult
                {
                    ViewName = "/Pages/Shared/Stale.cshtml",
                    StatusCode = StatusCodes.Status409Conflict,
                    ViewData = new ViewDataDictionary<IReadOnlyList<FieldVersion>>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = fields },
                };
            default:
                return null;
        }
    }

    private static async Task<IActionResult> AgainAsync(PageHandlerExecutingContext context)
    {
        if (context.HandlerInstance is IFormPage page)
        {
            await page.LoadAsync(context.HttpContext.RequestAborted);
            if (!page.Exists)
            {
                return new NotFoundResult();
            }
        }

        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    // PostgreSQL refuses NUL, and no office file can carry the other control characters.
    private void CheckCharacters(IFormCollection form, ModelStateDictionary state)
    {
        foreach (var (key, values) in form)
        {
            foreach (var value in values)
            {
                if (value?.Any(static character => char.IsControl(character) && character is not ('\t' or '\r' or '\n')) == true)
                {
                    state.AddModelError(key, text["common.error.control-character"]);
                    break;
                }

                // In a multipart form the framework has already replaced the broken bytes.
                if (value?.Contains('\uFFFD', StringComparison.Ordinal) == true)
                {
                    state.AddModelError(key, text["common.error.broken-character"]);
                    break;
                }
            }
        }
    }
}
