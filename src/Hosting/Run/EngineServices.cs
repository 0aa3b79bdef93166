using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Dashboard;
using PawPal.Hosting.Postgres;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Redis;
using PawPal.Hosting.ResourceService;

namespace PawPal.Hosting.Run;

internal static class EngineServices
{
    /// <summary>The engine, and a launcher for each kind of resource: the first that takes one has it.</summary>
    public static void AddEngine(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ResourceNotificationService(
            provider, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ResourceLoggerService(
            provider.GetRequiredService<EngineOptions>().ConsoleLines));
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(),
            provider.GetRequiredService<ResourceLoggerService>(), provider));
        services.AddSingleton<Engine>();
        services.AddSingleton<RunParts>();
        services.AddSingleton<LifecycleEvents>();
        services.AddSingleton<RunSet>();
        services.AddSingleton<Waits>();
        services.AddSingleton<HealthWatch>();
        services.AddSingleton<ServiceEnvironment>();
        services.AddSingleton<ProcessStarter>();
        services.AddSingleton<Ports>();
        services.AddSingleton(provider => new ProcessRecords(provider.GetRequiredService<EngineOptions>().StateFolder));

        services.AddSingleton<ILauncher, GivenLauncher>();
        services.AddSingleton<ILauncher, ProjectLauncher>();
        services.AddSingleton<ILauncher, ExecutableLauncher>();
        services.AddSingleton<ILauncher, ExternalServiceLauncher>();
        services.AddSingleton<ILauncher, PostgresLauncher>();
        services.AddSingleton<ILauncher, PostgresDatabaseLauncher>();
        services.AddSingleton<ILauncher, RedisLauncher>();
        services.AddSingleton<ILauncher>(provider => provider.GetRequiredService<ContainerLauncher>());
        services.AddSingleton<PostgresPrograms>();
        services.AddSingleton<ContainerLauncher>();
        services.AddSingleton<ContainerEngines>();
        services.AddSingleton<StoreForms>();
        services.AddSingleton<KeptPorts>();
        services.AddSingleton(provider => ResourceServiceOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<ResourceServer>();
        services.AddSingleton<DashboardProcess>();
        services.AddSingleton<DashboardRun>();
        services.AddSingleton<ContainerApplication>();
        services.AddSingleton<ContainerSession>();
    }
}
