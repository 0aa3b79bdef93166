namespace PawPal.Dashboard.Telemetry;

/// <summary>A trace that still grows.</summary>
internal sealed class TraceSlot(TraceId id, int maxSpans)
{
    private readonly List<Span> _spans = new(4);
    private Trace? _snapshot;
    private int _refused;

    public TraceId Id => id;

    public int Count => _spans.Count;

    public bool Add(Span span)
    {
        _snapshot = null;
        if (_spans.Count >= maxSpans)
        {
            _refused++;
            return false;
        }

        _spans.Add(span);
        return true;
    }

    public bool Involves(string resource) => _spans.Exists(s => s.Resource.IsNamed(resource));

    // Kept until the next span: a page that looks every second finds most traces as they were.
    public Trace Snapshot() => _snapshot ??= new Trace(id, [.. _spans], _refused);
}
