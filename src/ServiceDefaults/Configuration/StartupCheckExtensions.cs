using Microsoft.Extensions.DependencyInjection;

namespace PawPal.ServiceDefaults.Configuration;

internal static class StartupCheckExtensions
{
    public static void AddStartupCheck(this IServiceCollection services, Action check)
    {
        services.AddSingleton<IStartupCheck>(new Delegated(check));
        // Registered once, however often it is asked for.
        services.AddHostedService<StartupChecks>();
    }

    private sealed class Delegated(Action check) : IStartupCheck
    {
        public void Check() => check();
    }
}
