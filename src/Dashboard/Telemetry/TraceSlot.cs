namespace PawPal.Dashboard.Telemetry;

/// <summary>A trace that still grows.</summary>
internal sealed class TraceSlot(TraceId id, TelemetryLimits limits)
{
    private readonly List<Span> _spans = new(4);
    private Trace? _snapshot;
    private int _refused;

    public TraceId Id => id;

    public int Count => _spans.Count;

    /// <summary>About how many characters its spans take.</summary>
    public long Size { get; private set; }

    public bool Add(Span span)
    {
        _snapshot = null;
        // Not more than half of all: one trace must not push out every other.
        if (_spans.Count >= limits.MaxSpansPerTrace || Size + span.Size > limits.MaxTraceLength / 2)
        {
            _refused++;
            return false;
        }

        _spans.Add(span);
        Size += span.Size;
        return true;
    }

    public bool Involves(string resource) => _spans.Exists(s => s.Resource.IsNamed(resource));

    // Kept until the next span: a page that looks every second finds most traces as they were.
    public Trace Snapshot() => _snapshot ??= new Trace(id, [.. _spans], _refused);
}
