using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PawPal.Api.Households;

namespace PawPal.Api.Live;

/// <summary>The screens that listen in this process, by household.</summary>
internal sealed class LiveStreams(IOptions<LiveOptions> options)
{
    private readonly ConcurrentDictionary<HouseholdId, ConcurrentDictionary<LiveStream, byte>> _households = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Null when the household, or this process, has as many as it may have.</summary>
    public LiveStream? Open(HouseholdId household)
    {
        // A household's list stays when it is empty: it is small, and taking it out could lose
        // a stream that is being added.
        var streams = _households.GetOrAdd(household, _ => new());
        if (streams.Count >= options.Value.StreamsPerHousehold || Count >= options.Value.Streams)
            return null;
        var stream = new LiveStream(household, this);
        streams[stream] = 0;
        Interlocked.Increment(ref _count);
        return stream;
    }

    public void Wake(HouseholdId household)
    {
        if (!_households.TryGetValue(household, out var streams))
            return;
        foreach (var stream in streams.Keys)
            stream.Wake();
    }

    /// <summary>Whatever was told meanwhile may have been missed: everybody looks.</summary>
    public void WakeAll()
    {
        foreach (var household in _households.Keys)
            Wake(household);
    }

    public void Close(LiveStream stream)
    {
        if (!_households.TryGetValue(stream.Household, out var streams) || !streams.TryRemove(stream, out _))
            return;
        Interlocked.Decrement(ref _count);
    }
}

/// <summary>One screen; disposed when it is gone.</summary>
internal sealed class LiveStream(HouseholdId household, LiveStreams streams) : IDisposable
{
    // Several changes while one is being sent are one reason to look.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public HouseholdId Household => household;

    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Until something changed, or for <paramref name="beat"/>.</summary>
    public async Task WaitAsync(TimeSpan beat, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(beat);
        try
        {
            await _wake.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // A beat without a change.
        }
    }

    public void Dispose() => streams.Close(this);
}
