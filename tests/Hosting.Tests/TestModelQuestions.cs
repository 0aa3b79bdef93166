using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Testing;

namespace PawPal.Hosting.Tests;

/// <summary>What tests ask of a running model.</summary>
internal static class TestModelQuestions
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static CustomResourceSnapshot Snapshot(this TestModel model, string id)
    {
        Assert.True(model.Application.ResourceNotifications.TryGetCurrentState(id, out var known), id);
        return known.Snapshot;
    }

    public static Task StateAsync(this TestModel model, string id, string state) =>
        model.Application.ResourceNotifications.WaitForResourceAsync(id, state, model.Limit);

    public static Task<ExecuteCommandResult> CommandAsync(this TestModel model, string id, string command) =>
        model.Application.ResourceCommands.ExecuteCommandAsync(id, command, model.Limit);

    public static async Task<IReadOnlyList<LogLine>> ConsoleAsync(this TestModel model, string id)
    {
        var lines = new List<LogLine>();
        var logs = model.Application.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var batch in logs.GetAllAsync(id))
            lines.AddRange(batch);
        return lines;
    }

    /// <summary>The pids that a program has written, one per start, once there are as many.</summary>
    public static async Task<IReadOnlyList<int>> PidsAsync(this TestModel model, string name, int count)
    {
        var file = Path.Combine(model.Folder, $"{name}.pids");
        int[] pids = [];
        await Eventually.TrueAsync(() =>
        {
            pids = File.Exists(file)
                ? [.. File.ReadAllText(file).Split('\n')[..^1].Select(p => int.Parse(p, CultureInfo.InvariantCulture))]
                : [];
            return pids.Length >= count;
        }, Limit, $"{name} was started {count} times");
        return pids;
    }

    /// <summary>A health check that a test decides: healthy once <see cref="MakeHealthy"/> was called.</summary>
    public static IResourceBuilder<T> WithCheck<T>(this IResourceBuilder<T> builder, TestModel model, string name)
        where T : IResource
    {
        var mark = Path.Combine(model.Folder, $"{name}.healthy");
        model.Builder.Services.AddHealthChecks().AddCheck(
            $"{name}-check",
            () => File.Exists(mark) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        return builder.WithHealthCheck($"{name}-check");
    }

    public static void MakeHealthy(this TestModel model, string name) =>
        File.WriteAllText(Path.Combine(model.Folder, $"{name}.healthy"), "");

    /// <summary>The sample service as a program.</summary>
    public static IResourceBuilder<ExecutableResource> AddService(this TestModel model, string name)
    {
        var service = model.Builder.AddExecutable(name, "dotnet", model.Folder, SampleRun.Built("SampleService"))
            .WithHttpEndpoint().WithHttpHealthCheck("/health");
        var port = service.GetEndpoint("http").Property(EndpointProperty.TargetPort);
        return service.WithEnvironment("ASPNETCORE_URLS", $"http://127.0.0.1:{port}");
    }
}
