using PawPal.Dashboard.Pages.Traces;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Tests.Pages.Logic;

public sealed class WaterfallTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly TelemetryResource Resource = new("backend", "1", default);

    [Fact]
    public void Spans_stand_below_their_cause_in_the_order_of_their_start()
    {
        var waterfall = new Waterfall(Trace((1, 0, 0), (3, 1, 20), (2, 1, 10), (4, 2, 12)));
        Assert.Equal([(1, 0), (2, 1), (4, 2), (3, 1)], Rows(waterfall));
        Assert.Equal(3, waterfall.Depth);
        Assert.Equal([(1, 0), (2, 1), (3, 1)], Rows(waterfall, 2));
    }

    [Fact]
    public void Spans_without_their_cause_or_in_a_circle_are_shown_once()
    {
        Assert.Equal([(1, 0), (2, 0)], Rows(new Waterfall(Trace((1, 0, 0), (2, 9, 5)))));
        Assert.Equal([(1, 0), (2, 1)], Rows(new Waterfall(Trace((1, 2, 0), (2, 1, 5)))));
    }

    [Fact]
    public void Ten_thousand_spans_below_each_other_are_no_burden()
    {
        var spans = Enumerable.Range(1, 10_000).Select(i => (i, i - 1, i)).ToArray();
        Assert.Equal(10_000, new Waterfall(Trace(spans)).Depth);
    }

    private static List<(int Id, int Depth)> Rows(Waterfall waterfall, params int[] collapsed) =>
        [.. waterfall.Rows(collapsed.Select(id => new SpanId((ulong)id)).ToHashSet())
            .Select(row => ((int)row.Span.Id.Value, row.Depth))];

    private static Trace Trace(params (int Id, int Parent, int At)[] spans) => new(
        new TraceId(1),
        [.. spans.Select(span => new Span(Start.AddMilliseconds(span.At), TimeSpan.FromMilliseconds(5))
        {
            TraceId = new(1), Id = new((ulong)span.Id), ParentId = new((ulong)span.Parent), Name = "work",
                StatusMessage = "",
            Attributes = default, Events = [], Links = [], Resource = Resource, Scope = new("scope", "", default),
        })],
        droppedSpans: 0);
}
