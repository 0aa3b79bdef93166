using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.ResourceService;

/// <summary>
/// The changes one watcher has not seen yet: for each resource the newest alone, so that a slow watcher costs no more
/// than the model is large.
/// </summary>
internal sealed class ResourceChanges : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, ResourceEvent> _unseen = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _over;
    private readonly Task _collecting;

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ResourceChanges(ResourceNotificationService states, CancellationToken ct)
    {
        _over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _collecting = CollectAsync(states, _over.Token);
    }

    /// <summary>Waits for changes and takes them, oldest first.</summary>
    public async Task<IReadOnlyList<ResourceEvent>> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            await _wake.Reader.ReadAsync(ct);
            lock (_lock)
            {
                if (_unseen.Count == 0)
                    continue;
                ResourceEvent[] taken = [.. _unseen.Values];
                _unseen.Clear();
                return taken;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _collecting;
        _over.Dispose();
    }

    private async Task CollectAsync(ResourceNotificationService states, CancellationToken ct)
    {
        try
        {
            await foreach (var change in states.WatchAsync(ct))
            {
                lock (_lock)
                    _unseen[change.ResourceId] = change;
                _wake.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more.
        }
    }
}
