using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace JobAnalysis.Application.Messaging;

internal static class MessagingRegistration
{
    /// <summary>Registers every handler and validator of the assembly, and the pipeline in the order in which it runs.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, Assembly assembly)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<ISender, Sender>();

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LogMessage<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizeMessage<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidateMessage<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactMessage<,>));

        return services.AddHandlers(assembly);
    }

    /// <summary>Handlers and validators of an assembly; a host with messages of its own calls it again.</summary>
    public static IServiceCollection AddHandlers(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var contract in type.GetInterfaces().Where(IsHandlerOrValidator)) services.AddScoped(contract, type);
        }

        return services;
    }

    private static bool IsHandlerOrValidator(Type contract) =>
        contract.IsGenericType && (contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>) || contract.GetGenericTypeDefinition() == typeof(IValidator<>));
}
