using System.Runtime.CompilerServices;

namespace PawPal.Dashboard.Telemetry;

/// <summary>
/// Tells that something changed, not what: live pages ask again. However much changes while nobody looks, it is one
/// notice. Costs the writer an increment when nobody waits.
/// </summary>
public sealed class TelemetryChanges
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private long _version;

    /// <summary>Rises with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>
    /// Yields the version when something changed since <paramref name="seen"/> and then after every change, at most once
    /// in <paramref name="atMostEvery"/>. Never ends by itself.
    /// </summary>
    public async IAsyncEnumerable<long> WatchAsync(
        long seen, TimeSpan atMostEvery, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await NextAsync(seen).WaitAsync(cancellationToken);
            seen = Version;
            yield return seen;
            await Task.Delay(atMostEvery, cancellationToken);
        }
    }

    internal void Notify()
    {
        Interlocked.Increment(ref _version);
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.TrySetResult();
    }

    private Task NextAsync(long seen)
    {
        lock (_gate)
        {
            if (Version != seen)
                return Task.CompletedTask;
            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }
}
