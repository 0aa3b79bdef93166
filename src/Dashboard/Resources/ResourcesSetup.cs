using Microsoft.Extensions.Options;
using PawPal.Dashboard.Doors;

namespace PawPal.Dashboard.Resources;

/// <summary>The running model, as its AppHost tells it.</summary>
internal static class ResourcesSetup
{
    public static void AddResources(this IServiceCollection services)
    {
        services.AddCheckedOptions<ResourceServiceOptions>(ResourceServiceOptions.Section);
        services.AddOptions<ResourceServiceOptions>().Configure<IConfiguration>(static (options, configuration) =>
            options.Url = configuration[ResourceServiceOptions.UrlKey] ?? options.Url);
        services.AddSingleton<ResourceDirectory>();
        services.AddSingleton<AppHostChannel>();
        services.AddSingleton(provider => new ResourceCommands(provider.GetRequiredService<AppHostChannel>()));
        services.AddSingleton(provider => new ConsoleLogs(
            provider.GetRequiredService<AppHostChannel>(),
            provider.GetRequiredService<IOptions<ResourceServiceOptions>>(),
            provider.GetRequiredService<ResourceDirectory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<ResourceWatch>();
    }
}
