using PawPal.Api.Commands;

namespace PawPal.Api.Health;

internal static class HealthSetup
{
    public static void AddHealth(this IServiceCollection services) =>
        services.AddSingleton<ICommandHandler, QueryWeight>();
}
