using PawPal.Api.Commands;

namespace PawPal.Api.Handover;

internal static class HandoverSetup
{
    public static void AddHandover(this IServiceCollection services)
    {
        services.AddSingleton<LinkScope>();
        services.AddSingleton<ICommandHandler, HandoverSummary>();
    }

    public static void UseHandoverLinks(this IApplicationBuilder app) =>
        app.Use(next => http => LinkScope.GuardAsync(http, next));
}
