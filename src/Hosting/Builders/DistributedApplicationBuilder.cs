using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PawPal.Hosting.Dashboard;
using PawPal.Hosting.Model;
using PawPal.Hosting.Publishing;
using PawPal.Hosting.Run;
using PawPal.Hosting.Secrets;
using PawPal.Hosting.Testing;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        var assembly = options.Assembly;
        AppHostAssembly = assembly;
        Publish = PublishOptions.From(options.Args);
        ExecutionContext = new(
            Publish is null ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish);
        AppHostDirectory = options.ProjectDirectory ?? assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "apphostprojectpath")?.Value
            ?? Directory.GetCurrentDirectory();
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ContentRootPath = Directory.Exists(AppHostDirectory) ? AppHostDirectory : null,
        });
        if (_host.Configuration["ENVIRONMENT"] is null)
            _host.Environment.EnvironmentName = Environments.Development;
        _host.Logging.ClearProviders();
        Options = EngineOptions.From(_host.Configuration, AppHostDirectory, assembly);
        Secrets = new SecretStore(Options.StateFolder);
        _host.Services.AddHealthChecks();
        _host.Services.AddSingleton(TimeProvider.System);
        _host.Services.AddSingleton(ExecutionContext);
        _host.Services.AddSingleton(Options);
        _host.Services.AddSingleton<IResourceCollection>(Resources);
        _host.Services.AddSingleton<IConsoleLines>(
            options.DisableConsole ? new SilentLines() : new ConsoleLines(Console.Out, Console.Error));
        _host.Services.AddSingleton(provider => new DashboardSettings(
            Options, provider.GetRequiredService<IConfiguration>(), options.DisableDashboard));
        _host.Services.AddSingleton(Eventing);
        _host.Services.AddSingleton(new DistributedApplicationModel(Resources));
        if (Publish is not null)
        {
            _host.Services.AddSingleton(Publish);
            _host.Services.AddSingleton<Publisher>();
        }

        _host.Services.AddEngine();
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public Assembly? AppHostAssembly { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public IResourceCollection Resources { get; } = new ResourceCollection();

    internal EngineOptions Options { get; }

    internal SecretStore Secrets { get; }

    /// <summary>What to write instead of a run; null when the application runs.</summary>
    internal PublishOptions? Publish { get; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.FirstOrDefault(
                r => r.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType().Name}' with name '{resource.Name}' because resource "
                + $"of type '{taken.GetType().Name}' with that name already exists. Resource names ignore case.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        return TestedProgram.Current is { } tested ? tested.Build(this, Application) : Application();

        DistributedApplication Application()
        {
            WaitCycles.Refuse(Resources);
            return new DistributedApplication(_host.Build());
        }
    }
}
