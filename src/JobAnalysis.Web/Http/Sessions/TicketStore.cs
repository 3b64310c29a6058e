using System.Security.Claims;
using System.Security.Cryptography;
using JobAnalysis.Application.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace JobAnalysis.Web.Http.Sessions;

/// <summary>Keeps the ticket in the database and the key to it in the cookie.</summary>
internal sealed class TicketStore(IDataProtectionProvider protection) : ITicketStore
{
    private readonly IDataProtector protector = protection.CreateProtector("JobAnalysis.AccountSession");

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        Book(httpContext).Open(ticket.Principal.AccountId!.Value, protector.Protect(TicketSerializer.Default.Serialize(ticket)), httpContext.Request.Headers.UserAgent, cancellationToken);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var counts = httpContext.GetEndpoint()?.Metadata.GetMetadata<DoesNotExtendSessionAttribute>() is null;
        if (await Book(httpContext).Find(key, counts, cancellationToken) is not { } session) return null;
        try
        {
            var ticket = TicketSerializer.Default.Deserialize(protector.Unprotect(session.Ticket));
            // The row says whose session it is; a ticket that says otherwise was put there by somebody.
            if (ticket?.Principal.AccountId != session.AccountId) return null;
            httpContext.Features.Set(session);
            return ticket;
        }
        catch (CryptographicException)
        {
            // The key ring was lost: everybody signs in again, nothing else is lost.
            return null;
        }
    }

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) => Book(httpContext).Close(key, cancellationToken);

    // Nothing renews: the absolute end stands from the start, and use is written by Find.
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public Task<string> StoreAsync(AuthenticationTicket ticket) => throw new NotSupportedException();

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key) => throw new NotSupportedException();

    private static SessionBook Book(HttpContext context) => context.RequestServices.GetRequiredService<SessionBook>();
}

/// <summary>On a page handler or endpoint that a page asks by itself (polling, autosave): such a request keeps nobody signed in (AB-22).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class DoesNotExtendSessionAttribute : Attribute;

internal static class Principals
{
    extension(ClaimsPrincipal principal)
    {
        public Guid? AccountId => Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
    }

    extension(HttpContext context)
    {
        /// <summary>The session of this request; null for a visitor.</summary>
        public SessionBook.OpenSession? OpenSession => context.Features.Get<SessionBook.OpenSession>();
    }

    public static ClaimsPrincipal Of(Guid accountId) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, accountId.ToString())], CookieAuthenticationDefaults.AuthenticationScheme));
}
