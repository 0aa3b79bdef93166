using System.Collections.Concurrent;
using System.Threading.Channels;
using Aspire.DashboardService.Proto.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PawPal.Dashboard.Tests.Resources;

/// <summary>An AppHost's resource service, built from the protocol alone: says what a test tells it to.</summary>
internal sealed class FakeAppHost : DashboardService.DashboardServiceBase
{
    public const string Key = "a-key-for-the-dashboards-of-tests";

    private readonly Channel<WatchResourcesUpdate> _updates = Channel.CreateUnbounded<WatchResourcesUpdate>();
    private readonly ConcurrentDictionary<string, Channel<WatchResourceConsoleLogsUpdate>> _consoles = new(StringComparer.Ordinal);

    public ConcurrentQueue<bool> Watches { get; } = new();

    public ConcurrentQueue<ResourceCommandRequest> Commands { get; } = new();

    public int ConsoleWatches => _consoleWatches;

    private int _consoleWatches;

    public static async Task<WebApplication> ServeAsync(FakeAppHost host, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(host);
        var app = builder.Build();
        app.MapGrpcService<FakeAppHost>();
        await app.StartAsync();
        return app;
    }

    public void Say(params Resource[] resources) =>
        _updates.Writer.TryWrite(new() { InitialData = new() { Resources = { resources } } });

    public void Change(params WatchResourcesChange[] changes) =>
        _updates.Writer.TryWrite(new() { Changes = new() { Value = { changes } } });

    public Channel<WatchResourceConsoleLogsUpdate> Console(string resource) =>
        _consoles.GetOrAdd(resource, _ => Channel.CreateBounded<WatchResourceConsoleLogsUpdate>(10));

    public override Task<ApplicationInformationResponse> GetApplicationInformation(
        ApplicationInformationRequest request, ServerCallContext context)
    {
        Check(context);
        return Task.FromResult(new ApplicationInformationResponse { ApplicationName = "PawPal" });
    }

    public override async Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        Check(context);
        Watches.Enqueue(request.IsReconnect);
        await foreach (var update in _updates.Reader.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(update, context.CancellationToken);
    }

    public override async Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request,
        IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream,
        ServerCallContext context)
    {
        Check(context);
        Interlocked.Increment(ref _consoleWatches);
        try
        {
            await foreach (var update in Console(request.ResourceName).Reader.ReadAllAsync(context.CancellationToken))
                await responseStream.WriteAsync(update, context.CancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _consoleWatches);
        }
    }

    public override Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        Check(context);
        Commands.Enqueue(request);
        return Task.FromResult(request.CommandName == "fail"
            ? new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Failed, ErrorMessage = "it would not" }
            : new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Succeeded });
    }

    private static void Check(ServerCallContext context)
    {
        if (context.RequestHeaders.GetValue("x-resource-service-api-key") != Key)
            throw new RpcException(new Status(StatusCode.Unauthenticated, "wrong key"));
    }
}
