using Grpc.Core;
using PawPal.Dashboard.Telemetry;
using Proto = Aspire.DashboardService.Proto.V1;

namespace PawPal.Dashboard.Resources;

/// <summary>Reads one console from the AppHost, through lost connections and restarts of the resource.</summary>
internal sealed class ConsoleStream(string resource, ConsoleBuffer buffer, TelemetryChanges changes) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _reading = Task.CompletedTask;

    public string Resource => resource;

    public ConsoleBuffer Buffer => buffer;

    public int Watchers { get; set; }

    public void Start(AppHostChannel channel, ResourceDirectory directory, TimeProvider clock)
    {
        if (channel.Client is { } client)
            _reading = Task.Run(() => ReadAsync(client, channel, directory, clock, _stopping.Token));
    }

    /// <summary>Ends the stream without waiting for it.</summary>
    public void Stop() => _stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading;
        _stopping.Dispose();
    }

    private async Task ReadAsync(
        Proto.DashboardService.DashboardServiceClient client, AppHostChannel channel, ResourceDirectory directory,
        TimeProvider clock, CancellationToken ct)
    {
        var backOff = new BackOff(clock);
        try
        {
            while (true)
            {
                if (await IsReadToTheEndAsync(client, channel.Headers(), backOff, ct))
                    await StartedAgainAsync(directory, ct);
                else
                    await backOff.WaitAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    private async Task<bool> IsReadToTheEndAsync(
        Proto.DashboardService.DashboardServiceClient client, Metadata headers, BackOff backOff, CancellationToken ct)
    {
        try
        {
            using var call = client.WatchResourceConsoleLogs(
                new() { ResourceName = resource }, headers, cancellationToken: ct);
            var isFirst = true;
            await foreach (var update in call.ResponseStream.ReadAllAsync(ct))
            {
                if (isFirst)
                    buffer.Restart();
                isFirst = false;
                backOff.Reset();
                buffer.Add(update.LogLines.Select(l => new ConsoleLine(l.LineNumber, l.Text, l.HasIsStdErr && l.IsStdErr)));
                changes.Notify();
            }

            buffer.Complete();
            changes.Notify();
            return true;
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
        catch (RpcException ex)
        {
            throw new OperationCanceledException(ex.Message, ex, ct);
        }
    }

    private async Task StartedAgainAsync(ResourceDirectory directory, CancellationToken ct)
    {
        var before = LastStart(directory);
        await foreach (var _ in directory.Changes.WatchAsync(-1, TimeSpan.FromMilliseconds(250), ct))
        {
            if (LastStart(directory) != before)
                return;
        }
    }

    private (string?, DateTimeOffset?) LastStart(ResourceDirectory directory)
    {
        var snapshot = directory.Find(resource);
        return (snapshot?.Uid, snapshot?.StartedAt);
    }
}
