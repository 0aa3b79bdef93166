using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Pages.Traces;

/// <summary>A trace as rows: every span below the one that caused it, siblings by start.</summary>
internal sealed class Waterfall
{
    private readonly ILookup<SpanId, Span> _children;
    private readonly List<Span> _roots;

    public Waterfall(Trace trace)
    {
        Trace = trace;
        var known = trace.Spans.Select(span => span.Id).ToHashSet();
        _children = trace.Spans.ToLookup(span => span.ParentId);
        _roots = [.. trace.Spans.Where(span => span.ParentId.IsEmpty || !known.Contains(span.ParentId))];
        var reached = Rows(new HashSet<SpanId>(), all: true).Select(row => row.Span.Id).ToHashSet();
        // Spans that name each other as parents hang on no root.
        _roots.AddRange(trace.Spans.Where(span => !reached.Contains(span.Id)));
    }

    public Trace Trace { get; }

    /// <summary>How many spans stand below each other at most.</summary>
    public int Depth { get; private set; }

    /// <summary>The rows from top to bottom, without those below a collapsed span.</summary>
    public List<WaterfallRow> Rows(IReadOnlySet<SpanId> collapsed) => Rows(collapsed, all: false);

    /// <summary>Share of the trace's time at which a moment lies, 0 to 1.</summary>
    public double Share(DateTimeOffset moment) =>
        Trace.Duration == TimeSpan.Zero ? 0 : Math.Clamp((moment - Trace.Start) / Trace.Duration, 0, 1);

    // Without recursion: senders may nest spans as deep as they like, or in a circle.
    private List<WaterfallRow> Rows(IReadOnlySet<SpanId> collapsed, bool all)
    {
        var rows = new List<WaterfallRow>();
        var seen = new HashSet<SpanId>();
        var open = new Stack<(Span Span, int Depth)>(Enumerable.Reverse(_roots).Select(root => (root, 0)));
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next.Span.Id))
                continue;
            var children = _children[next.Span.Id].ToList();
            var isOpen = all || !collapsed.Contains(next.Span.Id);
            rows.Add(new WaterfallRow(next.Span, next.Depth, children.Count, isOpen));
            Depth = Math.Max(Depth, next.Depth + 1);
            if (isOpen)
                foreach (var child in Enumerable.Reverse(children))
                    open.Push((child, next.Depth + 1));
        }
        return rows;
    }
}

/// <param name="Depth">0 for a span without a known cause.</param>
/// <param name="Children">Spans directly below it.</param>
public sealed record WaterfallRow(Span Span, int Depth, int Children, bool IsOpen);
