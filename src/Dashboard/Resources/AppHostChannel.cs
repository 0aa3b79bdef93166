using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;
using Proto = Aspire.DashboardService.Proto.V1;

namespace PawPal.Dashboard.Resources;

/// <summary>The connection to the AppHost, and what its failures mean.</summary>
internal sealed class AppHostChannel : IDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";

    // Many console lines may come in one message.
    private const int MaxMessageBytes = 64 * 1_024 * 1_024;

    private readonly ResourceServiceOptions _options;
    private readonly GrpcChannel? _channel;

    public AppHostChannel(IOptions<ResourceServiceOptions> options)
    {
        _options = options.Value;
        if (!_options.IsConfigured)
            return;
        _channel = GrpcChannel.ForAddress(_options.Url, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = MaxMessageBytes,
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                // Notices an AppHost whose machine went to sleep.
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            },
        });
        Client = new(_channel);
    }

    /// <summary>The client; null without an AppHost.</summary>
    public Proto.DashboardService.DashboardServiceClient? Client { get; }

    /// <summary>What every call carries.</summary>
    public Metadata Headers() =>
        _options.AuthMode == ResourceServiceAuthMode.ApiKey ? new() { { KeyHeader, _options.ApiKey } } : [];

    /// <summary>What went wrong, for a person.</summary>
    public string Explain(RpcException problem) => problem.StatusCode switch
    {
        StatusCode.Unauthenticated or StatusCode.PermissionDenied =>
            $"The AppHost refuses the key ({ResourceServiceOptions.Section}:ApiKey).",
        StatusCode.Unavailable => $"The AppHost at {_options.Url} does not answer.",
        StatusCode.Unimplemented => $"At {_options.Url} there is no resource service.",
        _ => $"The AppHost failed: {problem.Status.Detail}",
    };

    public void Dispose() => _channel?.Dispose();
}
