namespace PawPal.Dashboard.Telemetry;

/// <summary>The last traces. Safe for all threads.</summary>
public sealed class TraceStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TraceId, TraceSlot> _traces = [];
    private readonly Queue<TraceSlot> _byArrival = new();
    private readonly TelemetryLimits _limits;
    private int _spanCount;
    private long _size;
    private long _dropped;

    internal TraceStore(TelemetryLimits limits) => _limits = limits;

    /// <summary>Tells of new spans and cleared traces.</summary>
    public TelemetryChanges Changes { get; } = new();

    /// <summary>How many spans went because newer ones came, or were refused because their trace was too large.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>How many traces there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _traces.Count;
        }
    }

    /// <summary>How many spans there are.</summary>
    public int SpanCount
    {
        get
        {
            lock (_gate)
                return _spanCount;
        }
    }

    /// <summary>
    /// The traces that a filter lets through, latest start first: <paramref name="count"/> of them after the first
    /// <paramref name="offset"/>.
    /// </summary>
    public Page<Trace> Query(TraceFilter filter, int offset, int count)
    {
        var found = All().Where(t => TraceMatch.Holds(filter, t)).ToList();
        found.Sort(static (a, b) => b.Start.CompareTo(a.Start));
        return new([.. found.Skip(offset).Take(count)], found.Count);
    }

    /// <summary>The trace of this id; null when it went or never was.</summary>
    public Trace? Find(TraceId id)
    {
        lock (_gate)
            return _traces.GetValueOrDefault(id)?.Snapshot();
    }

    /// <summary>The names of attributes that recent spans have, for a filter's choice.</summary>
    public IReadOnlyList<string> AttributeNames() =>
        [.. All().AsEnumerable().Reverse().Take(1_000).SelectMany(t => t.Spans).SelectMany(s => s.Attributes)
            .Select(a => a.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Forgets the traces in which the resource of this name took part; all when null.</summary>
    public void Clear(string? resource = null)
    {
        lock (_gate)
        {
            var kept = _byArrival.Where(s => resource is not null && !s.Involves(resource)).ToList();
            _byArrival.Clear();
            _traces.Clear();
            foreach (var slot in kept)
            {
                _byArrival.Enqueue(slot);
                _traces.Add(slot.Id, slot);
            }

            _spanCount = kept.Sum(s => s.Count);
            _size = kept.Sum(s => s.Size);
        }

        Changes.Notify();
    }

    /// <summary>Returns how many spans were refused because their trace has too many.</summary>
    internal int Add(IReadOnlyList<Span> spans)
    {
        var refused = 0;
        lock (_gate)
        {
            foreach (var span in spans)
            {
                if (!Add(span))
                    refused++;
            }

            _dropped += refused;
        }

        Changes.Notify();
        return refused;
    }

    private bool Add(Span span)
    {
        if (!_traces.TryGetValue(span.TraceId, out var slot))
        {
            slot = _traces[span.TraceId] = new TraceSlot(span.TraceId, _limits);
            _byArrival.Enqueue(slot);
        }

        if (!slot.Add(span))
            return false;
        _spanCount++;
        _size += span.Size;
        while (_traces.Count > 1 && IsOverLimits())
            DropOldest();
        return true;
    }

    private bool IsOverLimits() => _spanCount > _limits.MaxSpanCount
        || _traces.Count > _limits.MaxTraceCount
        || _size > _limits.MaxTraceLength;

    private void DropOldest()
    {
        var oldest = _byArrival.Dequeue();
        _traces.Remove(oldest.Id);
        _spanCount -= oldest.Count;
        _size -= oldest.Size;
        _dropped += oldest.Count;
    }

    private List<Trace> All()
    {
        lock (_gate)
        {
            var all = new List<Trace>(_byArrival.Count);
            foreach (var slot in _byArrival)
                all.Add(slot.Snapshot());
            return all;
        }
    }
}
