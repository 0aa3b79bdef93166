using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Redis;

/// <summary>The process's one connection to Redis, opened in the background while the service starts.</summary>
internal sealed class RedisConnection(RedisSettings settings, RedisTelemetry telemetry, ILogger<RedisConnection> logger)
    : BackgroundService, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _connecting;
    private int _isLost;

    /// <summary>
    /// Ends when the first attempt to connect has ended, well or not: from then on the client reconnects by itself.
    /// </summary>
    public Task<ConnectionMultiplexer> GetAsync()
    {
        lock (_gate)
        {
            if (_connecting is null or { IsFaulted: true })
                _connecting = Task.Run(ConnectAsync);
            return _connecting;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_connecting is { IsCompletedSuccessfully: true } connected)
            await (await connected).DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await GetAsync().WaitAsync(stoppingToken);
        }
        catch (Exception problem) when (problem is RedisException or OperationCanceledException)
        {
            // An attempt that failed is made again by the next caller.
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(settings.Options());
        connection.RegisterProfiler(telemetry.SessionOfCaller);
        connection.ConnectionFailed += (_, _) => NoteLost();
        connection.ConnectionRestored += (_, _) => NoteRestored(connection);
        if (!connection.IsConnected)
            NoteLost();
        return connection;
    }

    // The client raises an event for every attempt and each of its two sockets; a person needs one line per change.
    private void NoteLost()
    {
        if (Interlocked.Exchange(ref _isLost, 1) == 0)
            logger.RedisLost(settings.Name);
    }

    private void NoteRestored(ConnectionMultiplexer connection)
    {
        if (connection.IsConnected && Interlocked.Exchange(ref _isLost, 0) == 1)
            logger.RedisRestored(settings.Name);
    }
}
