using PawPal.Api.Commands;

namespace PawPal.Api.Handover;

internal static class HandoverSetup
{
    public static void AddHandover(this IServiceCollection services)
    {
        services.AddSingleton<LinkScope>();
        services.AddSingleton<ICommandHandler, HandoverSummary>();
    }
}
