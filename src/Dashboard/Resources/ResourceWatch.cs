using Grpc.Core;
using Proto = Aspire.DashboardService.Proto.V1;

namespace PawPal.Dashboard.Resources;

/// <summary>Keeps the directory as the AppHost has it, through lost connections and restarts.</summary>
internal sealed class ResourceWatch(AppHostChannel channel, ResourceDirectory directory, TimeProvider clock)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (channel.Client is null)
            return;
        var backOff = new BackOff(clock);
        var wasConnected = false;
        directory.SetConnection(ConnectionState.Connecting, null);
        while (true)
        {
            var problem = "The AppHost ended the connection.";
            try
            {
                await foreach (var update in Updates(channel.Client, wasConnected, stoppingToken))
                {
                    Apply(update);
                    wasConnected = true;
                    backOff.Reset();
                }
            }
            catch (RpcException ex) when (!stoppingToken.IsCancellationRequested)
            {
                problem = channel.Explain(ex);
            }

            directory.SetConnection(ConnectionState.Connecting, problem);
            await backOff.WaitAsync(stoppingToken);
        }
    }

    private async IAsyncEnumerable<Proto.WatchResourcesUpdate> Updates(
        Proto.DashboardService.DashboardServiceClient client,
        bool isReconnect,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var about = await client.GetApplicationInformationAsync(new(), channel.Headers(), cancellationToken: ct);
        directory.SetApplicationName(about.ApplicationName);
        using var call = client.WatchResources(
            new() { IsReconnect = isReconnect }, channel.Headers(), cancellationToken: ct);
        await foreach (var update in call.ResponseStream.ReadAllAsync(ct))
            yield return update;
    }

    private void Apply(Proto.WatchResourcesUpdate update)
    {
        switch (update.KindCase)
        {
            case Proto.WatchResourcesUpdate.KindOneofCase.InitialData:
                directory.Reset(update.InitialData.Resources.Select(ResourceReader.Read));
                directory.SetConnection(ConnectionState.Connected, null);
                break;
            case Proto.WatchResourcesUpdate.KindOneofCase.Changes:
                foreach (var change in update.Changes.Value)
                    Apply(change);
                break;
            default:
                // A kind that a later AppHost may have.
                break;
        }
    }

    private void Apply(Proto.WatchResourcesChange change)
    {
        if (change.Upsert is not null)
            directory.Upsert(ResourceReader.Read(change.Upsert));
        else if (change.Delete is not null)
            directory.Delete(change.Delete.ResourceName);
    }
}
