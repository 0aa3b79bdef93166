using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Aspire.DashboardService.Proto.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PawPal.Testing;

namespace PawPal.Dashboard.Tests.Pages.Stack;

/// <summary>An AppHost as the dashboard sees it: the resource service over gRPC, with a model made up for tests.</summary>
internal sealed class AppHostPeer : IAsyncDisposable
{
    public const string ApiKey = "resource-service-key-of-a-test";
    private readonly WebApplication _server;
    private readonly AppHostState _state;

    private AppHostPeer(WebApplication server, string address, AppHostState state)
    {
        _server = server;
        Address = address;
        _state = state;
    }

    public string Address { get; }

    /// <summary>Commands that were given, as "resource command".</summary>
    public IReadOnlyCollection<string> Given => _state.Given;

    public static async Task<AppHostPeer> StartAsync(IEnumerable<Resource> resources, string? address = null)
    {
        address ??= string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");
        var state = new AppHostState();
        foreach (var resource in resources)
            state.Upsert(resource);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(state);
        var server = builder.Build();
        server.MapGrpcService<ResourceServicePeer>();
        await server.StartAsync();
        return new AppHostPeer(server, address, state);
    }

    public void Upsert(Resource resource) => _state.Upsert(resource);

    public void Write(string resource, params IEnumerable<string> lines) => _state.Write(resource, isError: false, lines);

    public void WriteError(string resource, params IEnumerable<string> lines) => _state.Write(resource, isError: true, lines);

    public async ValueTask DisposeAsync()
    {
        _state.End();
        await _server.DisposeAsync();
    }
}

/// <summary>The resources, their consoles, and who listens.</summary>
internal sealed class AppHostState
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ConsoleLogLine>> _consoles = new(StringComparer.Ordinal);
    private readonly List<ChannelWriter<WatchResourcesUpdate>> _watchers = [];
    private readonly Dictionary<string, List<ChannelWriter<WatchResourceConsoleLogsUpdate>>> _readers = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Given { get; } = new();

    public void Upsert(Resource resource)
    {
        lock (_gate)
        {
            _resources[resource.Name] = resource;
            var update = new WatchResourcesUpdate { Changes = new() };
            update.Changes.Value.Add(new WatchResourcesChange { Upsert = resource });
            _watchers.ForEach(watcher => watcher.TryWrite(update));
        }
    }

    public void Write(string resource, bool isError, IEnumerable<string> lines)
    {
        lock (_gate)
        {
            var console = Console(resource);
            var update = new WatchResourceConsoleLogsUpdate();
            foreach (var text in lines)
            {
                var line = new ConsoleLogLine { Text = text, IsStdErr = isError, LineNumber = console.Count + 1 };
                console.Add(line);
                update.LogLines.Add(line);
            }
            foreach (var reader in _readers.GetValueOrDefault(resource) ?? [])
                reader.TryWrite(update);
        }
    }

    public ChannelReader<WatchResourcesUpdate> Watch()
    {
        var channel = Channel.CreateUnbounded<WatchResourcesUpdate>();
        lock (_gate)
        {
            var first = new WatchResourcesUpdate { InitialData = new() };
            first.InitialData.Resources.Add(_resources.Values);
            channel.Writer.TryWrite(first);
            _watchers.Add(channel.Writer);
        }
        return channel.Reader;
    }

    public ChannelReader<WatchResourceConsoleLogsUpdate> Read(string resource)
    {
        var channel = Channel.CreateUnbounded<WatchResourceConsoleLogsUpdate>();
        lock (_gate)
        {
            var first = new WatchResourceConsoleLogsUpdate();
            first.LogLines.Add(Console(resource));
            channel.Writer.TryWrite(first);
            if (!_readers.TryGetValue(resource, out var readers))
                _readers[resource] = readers = [];
            readers.Add(channel.Writer);
        }
        return channel.Reader;
    }

    public void End()
    {
        lock (_gate)
        {
            _watchers.ForEach(watcher => watcher.TryComplete());
            foreach (var reader in _readers.Values.SelectMany(all => all))
                reader.TryComplete();
        }
    }

    private List<ConsoleLogLine> Console(string resource)
    {
        if (!_consoles.TryGetValue(resource, out var console))
            _consoles[resource] = console = [];
        return console;
    }
}

internal sealed class ResourceServicePeer(AppHostState state) : DashboardService.DashboardServiceBase
{
    public override Task<ApplicationInformationResponse> GetApplicationInformation(
        ApplicationInformationRequest request, ServerCallContext context)
    {
        CheckKey(context);
        return Task.FromResult(new ApplicationInformationResponse { ApplicationName = "PawPal" });
    }

    public override async Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        CheckKey(context);
        await foreach (var update in state.Watch().ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(update, context.CancellationToken);
    }

    public override async Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream,
        ServerCallContext context)
    {
        CheckKey(context);
        await foreach (var update in state.Read(request.ResourceName).ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(update, context.CancellationToken);
    }

    public override Task<ResourceCommandResponse> ExecuteResourceCommand(
        ResourceCommandRequest request, ServerCallContext context)
    {
        CheckKey(context);
        state.Given.Enqueue($"{request.ResourceName} {request.CommandName}");
        return Task.FromResult(request.CommandName == "fail"
            ? new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Failed, ErrorMessage = "The bowl is empty" }
            : new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Succeeded });
    }

    private static void CheckKey(ServerCallContext context)
    {
        if (context.RequestHeaders.GetValue("x-resource-service-api-key") != AppHostPeer.ApiKey)
            throw new RpcException(new Status(StatusCode.Unauthenticated, "The key is missing or wrong"));
    }
}
