using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Redis;

/// <summary>Runs Redis: as a container, or as a program of this machine: the installed one, else Garnet.</summary>
internal sealed class RedisLauncher(EngineOptions options, StoreContainers containers) : ILauncher
{
    public bool Takes(IResource resource) => resource is RedisResource;

    public async Task<Launched> LaunchAsync(Launch launch, CancellationToken ct)
    {
        var redis = (RedisResource)launch.Resource;
        var (container, form) = await containers.TryRunAsync(launch, ct);
        if (container is not null)
            return container;
        var local = await RunLocallyAsync(launch, redis, ct);
        return local with { Source = form.Source(local.Source ?? "Redis") };
    }

    private async Task<Launched> RunLocallyAsync(Launch launch, RedisResource redis, CancellationToken ct)
    {
        var installed = options.RedisForm == "garnet" ? null : Programs.Find("redis-server");
        if (installed is null && options.RedisForm == "installed")
        {
            throw launch.Failure(
                "redis-server is not installed. Install it (apt-get install redis-server), "
                + "or leave Hosting:Redis unset.");
        }

        var folder = Path.Combine(options.StateFolder, redis.Name);
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var settings = await RedisSettings.FromAsync(redis, folder, ct);
        return installed is not null
            ? StartRedis(launch, installed, await settings.WriteConfAsync(ct), folder)
            : StartGarnet(launch, await settings.WriteJsonAsync(ct), folder);
    }

    private static Launched StartRedis(Launch launch, string program, string settings, string folder) =>
        new(launch.Start(Plan(launch, program, [settings], folder)), $"installed Redis ({program})");

    private Launched StartGarnet(Launch launch, string settings, string folder)
    {
        if (options.AppHost?.Location is not { Length: > 0 } appHost)
            throw launch.Failure("Garnet runs in the AppHost's program, and that is not known.");
        string[] arguments = [appHost, GarnetProcess.Argument, settings];
        var form = $"Garnet {Version()} (redis-server is not installed)";
        return new(launch.Start(Plan(launch, BuiltProjects.DotNet, arguments, folder)),
            options.RedisForm == "garnet" ? $"Garnet {Version()} (as configured)" : form);
    }

    private static ProcessPlan Plan(Launch launch, string program, string[] arguments, string folder) =>
        new(launch.Resource.Name, program, arguments)
        {
            WorkingDirectory = folder,
            Environment = InheritedEnvironment.Variables(),
        };

    private static string Version() =>
        typeof(global::Garnet.GarnetServer).Assembly.GetName().Version?.ToString(3) ?? "";
}
