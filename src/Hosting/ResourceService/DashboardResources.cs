using Aspire.DashboardService.Proto.V1;
using Aspire.Hosting.ApplicationModel;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace PawPal.Hosting.ResourceService;

/// <summary>Answers dashboards: what runs, what it writes, and what can be done with it.</summary>
internal sealed class DashboardResources(
    IHostEnvironment host, ResourceNotificationService states, ResourceLoggerService logs,
    ResourceCommandService commands, ResourceServiceEnd end)
    : DashboardService.DashboardServiceBase
{
    // A message holds 4 MB at most, and a line some 8,000 characters.
    private const int MostLines = 100;

    public override Task<ApplicationInformationResponse> GetApplicationInformation(
        ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = host.ApplicationName });

    public override Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream,
        ServerCallContext context) => UntilEndAsync(context, async ct =>
        {
            await using var changes = new ResourceChanges(states, ct);
            var first = states.Current;
            await responseStream.WriteAsync(Initial(first), ct);
            while (true)
            {
                var news = (await changes.NextAsync(ct)).Except(first).ToArray();
                if (news.Length > 0)
                    await responseStream.WriteAsync(Changes(news), ct);
            }
        });

    public override Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream,
        ServerCallContext context) => UntilEndAsync(context, async ct =>
        {
            if (!states.TryGetCurrentState(request.ResourceName, out _))
            {
                throw new RpcException(
                    new Status(StatusCode.NotFound, $"Resource '{request.ResourceName}' not found."));
            }

            var batches = request.SuppressFollow
                ? logs.GetAllAsync(request.ResourceName)
                : logs.WatchAsync(request.ResourceName);
            await foreach (var batch in batches.WithCancellation(ct))
            {
                foreach (var part in batch.Chunk(MostLines))
                    await responseStream.WriteAsync(Lines(part), ct);
            }
        });

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(
        ResourceCommandRequest request, ServerCallContext context)
    {
        var result = await commands.ExecuteCommandAsync(
            request.ResourceName, request.CommandName, context.CancellationToken);
        var response = new ResourceCommandResponse
        {
            Kind = result switch
            {
                { Success: true } => ResourceCommandResponseKind.Succeeded,
                { Canceled: true } => ResourceCommandResponseKind.Cancelled,
                _ => ResourceCommandResponseKind.Failed,
            },
        };
        if (result.ErrorMessage is { } message)
            response.ErrorMessage = message;
        return response;
    }

    public override Task WatchInteractions(
        IAsyncStreamReader<WatchInteractionsRequestUpdate> requestStream,
        IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, ServerCallContext context) =>
        UntilEndAsync(context, async ct =>
        {
            while (await requestStream.MoveNext(ct))
            {
                // This engine asks nothing, so there is nothing to answer.
            }

            await Task.Delay(Timeout.Infinite, ct);
        });

    private static WatchResourcesUpdate Initial(IEnumerable<ResourceEvent> resources)
    {
        var all = new InitialResourceData();
        all.Resources.AddRange(resources.Select(ResourceMessages.From));
        all.ResourceTypes.AddRange(all.Resources.Select(resource => resource.ResourceType)
            .Distinct(StringComparer.Ordinal).Select(type => new ResourceType { UniqueName = type, DisplayName = type }));
        return new WatchResourcesUpdate { InitialData = all };
    }

    private static WatchResourcesUpdate Changes(IEnumerable<ResourceEvent> changes)
    {
        var update = new WatchResourcesChanges();
        update.Value.AddRange(changes.Select(
            change => new WatchResourcesChange { Upsert = ResourceMessages.From(change) }));
        return new WatchResourcesUpdate { Changes = update };
    }

    private static WatchResourceConsoleLogsUpdate Lines(IEnumerable<LogLine> lines)
    {
        var update = new WatchResourceConsoleLogsUpdate();
        update.LogLines.AddRange(lines.Select(line => new ConsoleLogLine
        {
            LineNumber = line.LineNumber,
            Text = line.Content,
            IsStdErr = line.IsErrorMessage,
        }));
        return update;
    }

    private async Task UntilEndAsync(ServerCallContext context, Func<CancellationToken, Task> serve)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, end.Token);
        try
        {
            await serve(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The watcher has gone, or the application ends.
        }
        catch (Exception broken)
            when (either.IsCancellationRequested && (broken is IOException or InvalidOperationException))
        {
            // The connection broke in the middle of a message.
        }
    }
}

/// <summary>Ends every stream: a server does not stop while one is open.</summary>
internal sealed class ResourceServiceEnd : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    public CancellationToken Token => _end.Token;

    public Task CancelAsync() => _end.CancelAsync();

    public void Dispose() => _end.Dispose();
}
