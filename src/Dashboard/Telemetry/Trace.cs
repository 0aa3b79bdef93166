namespace PawPal.Dashboard.Telemetry;

/// <summary>The spans of one trace as they were known at the moment of asking. Never changes; ask again for news.</summary>
public sealed class Trace
{
    internal Trace(TraceId id, Span[] spans, int droppedSpans)
    {
        Array.Sort(spans, static (a, b) => a.Start.CompareTo(b.Start));
        Id = id;
        Spans = spans;
        DroppedSpans = droppedSpans;
        Start = spans[0].Start;
        Duration = spans.Max(s => s.End) - Start;
        Root = spans.FirstOrDefault(s => s.ParentId.IsEmpty) ?? FirstOrphan(spans);
        ErrorCount = spans.Count(s => s.Status == SpanStatus.Error);
        Resources = [.. spans.Select(s => s.Resource).Distinct()];
    }

    /// <summary>The trace's id.</summary>
    public TraceId Id { get; }

    /// <summary>At least one span, by start. A parent may be missing: not sent yet, or dropped.</summary>
    public IReadOnlyList<Span> Spans { get; }

    /// <summary>Spans that were refused because the trace had too many.</summary>
    public int DroppedSpans { get; }

    /// <summary>The first span without a parent, else the first whose parent is missing.</summary>
    public Span Root { get; }

    /// <summary>The start of the first span.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>From the first start to the last end.</summary>
    public TimeSpan Duration { get; }

    /// <summary>How many spans ended in an error.</summary>
    public int ErrorCount { get; }

    /// <summary>Whether any span ended in an error.</summary>
    public bool HasError => ErrorCount > 0;

    /// <summary>Who took part, in the order of their first span.</summary>
    public IReadOnlyList<TelemetryResource> Resources { get; }

    private static Span FirstOrphan(Span[] spans)
    {
        var known = spans.Select(s => s.Id).ToHashSet();
        return spans.FirstOrDefault(s => !known.Contains(s.ParentId)) ?? spans[0];
    }
}
