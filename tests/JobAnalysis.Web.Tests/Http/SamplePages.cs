using System.ComponentModel.DataAnnotations;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Domain.Shared;
using JobAnalysis.Web.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: RazorCompiledItem(typeof(JobAnalysis.Web.Tests.Http.SamplePage), "mvc.1.0.razor-page", "/Pages/Sample.cshtml")]

namespace JobAnalysis.Web.Tests.Http;

/// <summary>Pages written by hand as the compiler would: a form with every answer the shell has to give.</summary>
public static class SamplePages
{
    public static void AddTo(ApplicationPartManager parts)
    {
        if (!parts.ApplicationParts.OfType<CompiledRazorAssemblyPart>().Any(part => part.Assembly == typeof(SamplePages).Assembly))
        {
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(typeof(SamplePages).Assembly));
        }
    }
}

[RazorCompiledItemMetadata("RouteTemplate", "/sample")]
public sealed class SamplePage : Page
{
    public SampleModel Model => (SampleModel)PageContext.ViewData.Model!;

    public override Task ExecuteAsync()
    {
        Layout = null;
        var errors = ModelState.SelectMany(entry => entry.Value!.Errors, (entry, error) => $"[{entry.Key}] {error.ErrorMessage}");
        Write($"typed={Model.Input?.Title}; loaded={Model.Loaded}; {string.Join(' ', errors)}");
        return Task.CompletedTask;
    }
}

public sealed class SampleModel : PageModel, IVersionedForm
{
    [BindProperty]
    public Form? Input { get; set; }

    public bool Loaded { get; private set; }

    public Task LoadAsync(CancellationToken cancellationToken)
    {
        Loaded = true;
        return Task.CompletedTask;
    }

    public string? FieldOf(string code) => code == "common.error.required" ? "Input.Title" : null;

    public Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FieldVersion>>([new("名稱", Input?.Title, "目前的名稱")]);

    public IActionResult OnGet(string? fail) => fail switch
    {
        "out-of-scope" => NotFound(),
        "forbidden" => StatusCode(StatusCodes.Status403Forbidden),
        "often" => StatusCode(StatusCodes.Status429TooManyRequests),
        "broken" => throw new InvalidOperationException("secret-detail"),
        "role" => throw new ForbiddenException(),
        "line" => throw new DbUpdateException("secret-detail", new PostgresException("secret-detail", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown)),
        "full-disk" => throw new DbUpdateException("secret-detail", new PostgresException("secret-detail", "ERROR", "ERROR", PostgresErrorCodes.DiskFull)),
        _ => Page(),
    };

    public IActionResult OnPost() => Input?.Title switch
    {
        "rule" => throw new RuleViolationException("common.error.required"),
        "field" => throw new RuleViolationException("common.date-out-of-range", new DateOnly(1912, 1, 1), new DateOnly(2110, 12, 31)) { Field = "Level" },
        "invalid" => throw new InvalidMessageException([new("Title", "common.text-too-long", [100, 120]), new("Level", "NotEmptyValidator", [])]),
        "stale" => throw new StaleRevisionException(3, 4),
        "broken" => throw new InvalidOperationException("secret-detail"),
        _ => RedirectToPage(),
    };

    public sealed record Form([StringLength(100)] string Title, [Range(0, 5)] int? Level);
}
