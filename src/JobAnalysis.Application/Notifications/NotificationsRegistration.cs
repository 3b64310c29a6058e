using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Notifications;

internal static class NotificationsRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services.AddScoped<MailTransport>();
}
