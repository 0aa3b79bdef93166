using PawPal.Hosting.ResourceService;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Dashboard;

/// <summary>The dashboard beside a run: begun with it, never in its way, and stopped last.</summary>
internal sealed class DashboardRun(
    DashboardSettings settings, DashboardProcess process, ResourceServer server, ResourceServiceOptions service,
    IConsoleLines console, Ports ports)
    : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Chooses ports, so that services can be told, and lets the rest happen beside the start.</summary>
    public void Begin()
    {
        if (settings.IsOn && settings.ChoosePorts(ports) is { } line)
            console.Progress(line);
        if (settings.IsOn || service.Address is not null)
            _running = Task.Run(() => RunAsync(_over.Token));
    }

    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await _running;
        await server.DisposeAsync();
    }

    public void Dispose() => _over.Dispose();

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            var address = await server.StartAsync(ct);
            if (settings.IsOn)
                await process.RunAsync(settings.Variables(address, server.ApiKey), ct);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (Exception failure)
        {
            console.Failure($"The dashboard is not there; everything else runs on. {failure.Message}");
        }
    }
}
