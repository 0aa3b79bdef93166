using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PawPal.Hosting.Publishing;
using PawPal.Hosting.Redis;
using PawPal.Hosting.Run;
using PawPal.Hosting.Testing;

namespace Aspire.Hosting;

/// <summary>An application made of resources, ready to run on this machine.</summary>
public sealed class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Engine _engine;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal DistributedApplication(IHost host)
    {
        _host = host;
        _engine = host.Services.GetRequiredService<Engine>();
    }

    /// <summary>Called when everything is stopped and given back.</summary>
    internal Action? OnEnded { get; set; }

    /// <summary>Services of the AppHost.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>States of the resources: to watch, and to wait for.</summary>
    public ResourceNotificationService ResourceNotifications =>
        Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Does what can be done with resources: start, stop, restart, and commands of the model.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins a description.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Begins a description.</summary>
    /// <param name="args">The AppHost's command line.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Begins a description.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // The engine starts this program a second time where it needs a process of its own for a store in .NET.
        GarnetProcess.RunIfAsked(options.Args);
        return new DistributedApplicationBuilder(TestedProgram.Current?.Options(options) ?? options);
    }

    /// <summary>
    /// Runs until Ctrl+C, SIGTERM, or a resource that cannot start; then the exit code is not zero. Writes the
    /// manifest instead when the command line says so.
    /// </summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc cref="Run"/>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (TestedProgram.Current is not null)
        {
            // The test starts it; the program goes on when the test is done with it.
            await _ended.Task.WaitAsync(cancellationToken);
            return;
        }

        using var signals = new StopSignals(cancellationToken);
        try
        {
            if (Services.GetService<Publisher>() is { } publisher)
            {
                await publisher.PublishAsync(signals.Token);
                return;
            }

            await _engine.StartAsync(signals.Token);
            await Engine.RunToEndAsync(signals.Token);
        }
        catch (DistributedApplicationException failure)
        {
            _engine.Report(failure);
            Environment.ExitCode = 1;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // Stopped by a person while starting: an ordinary end.
        }
        finally
        {
            await _engine.StopAsync(signals.Hurry);
            await DisposeAsync();
        }
    }

    /// <summary>Starts every resource; returns when all are healthy or finished.</summary>
    /// <exception cref="DistributedApplicationException">One cannot start; what was started is stopped.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _engine.StartAsync(cancellationToken);
        }
        catch
        {
            await _engine.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Stops every resource in reverse order, within 10 seconds.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _engine.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        _host.Dispose();
        if (_ended.TrySetResult())
            OnEnded?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
