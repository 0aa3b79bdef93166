using Microsoft.Extensions.Options;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Resources;

/// <summary>
/// The consoles of resources. One is read from the AppHost, and kept, as long as somebody watches it; however many
/// watch, it is one stream.
/// </summary>
public sealed class ConsoleLogs : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ConsoleStream> _streams = new(StringComparer.Ordinal);
    private readonly AppHostChannel _channel;
    private readonly ResourceServiceOptions _options;
    private readonly ResourceDirectory _directory;
    private readonly TimeProvider _clock;

    internal ConsoleLogs(
        AppHostChannel channel, IOptions<ResourceServiceOptions> options, ResourceDirectory directory, TimeProvider clock)
    {
        _channel = channel;
        _options = options.Value;
        _directory = directory;
        _clock = clock;
    }

    /// <summary>Tells of new lines in any console that is watched.</summary>
    public TelemetryChanges Changes { get; } = new();

    /// <summary>What there is of the console of the resource of this name; nothing unless it is watched.</summary>
    public ConsoleLog Get(string resource)
    {
        lock (_gate)
            return _streams.TryGetValue(resource, out var stream) ? stream.Buffer.Read() : new([], 0, IsComplete: false);
    }

    /// <summary>Watches a console until disposed.</summary>
    public IDisposable Watch(string resource)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(resource, out var stream))
            {
                stream = new(resource, new ConsoleBuffer(_options), Changes);
                stream.Start(_channel, _directory, _clock);
                _streams.Add(resource, stream);
            }

            stream.Watchers++;
            return new Watcher(() => Leave(stream));
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<ConsoleStream> streams;
        lock (_gate)
        {
            streams = [.. _streams.Values];
            _streams.Clear();
        }

        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    private void Leave(ConsoleStream stream)
    {
        lock (_gate)
        {
            if (--stream.Watchers > 0 || !_streams.Remove(stream.Resource))
                return;
        }

        stream.Stop();
    }

    private sealed class Watcher(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
