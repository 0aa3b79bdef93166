using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Tests.Telemetry;

public sealed class TraceStoreTests
{
    [Fact]
    public void A_trace_knows_its_root_span_length_errors_and_resources_in_whatever_order_they_came()
    {
        var traces = new TraceStore(new());
        traces.Add([Sample.Span(1, 3, parent: 2, startSeconds: 2, seconds: 5, resource: Sample.Web, status: SpanStatus.Error)]);
        traces.Add([Sample.Span(1, 2, startSeconds: 1, seconds: 3)]);
        var trace = traces.Find(new(1))!;
        Assert.Equal([2UL, 3UL], trace.Spans.Select(s => s.Id.Value));
        Assert.Equal((2UL, TimeSpan.FromSeconds(6), 1), (trace.Root.Id.Value, trace.Duration, trace.ErrorCount));
        Assert.Equal([Sample.Api, Sample.Web], trace.Resources);
    }

    [Fact]
    public void Without_a_root_the_first_orphan_stands_for_it()
    {
        var traces = new TraceStore(new());
        traces.Add([Sample.Span(1, 3, parent: 2, startSeconds: 2), Sample.Span(1, 2, parent: 99, startSeconds: 3)]);
        Assert.Equal(2UL, traces.Find(new(1))!.Root.Id.Value);
    }

    [Fact]
    public void A_trace_that_was_given_out_does_not_change()
    {
        var traces = new TraceStore(new());
        traces.Add([Sample.Span(1, 1)]);
        var before = traces.Find(new(1))!;
        traces.Add([Sample.Span(1, 2, parent: 1)]);
        Assert.Single(before.Spans);
        Assert.Equal(2, traces.Find(new(1))!.Spans.Count);
    }

    [Theory]
    [InlineData(3, 1_000)]
    [InlineData(1_000, 6)]
    public void The_oldest_traces_go_first_by_count_or_by_spans(int maxTraces, int maxSpans)
    {
        var traces = new TraceStore(new() { MaxTraceCount = maxTraces, MaxSpanCount = maxSpans });
        for (var i = 1; i <= 10; i++)
            traces.Add([Sample.Span(i, 1, startSeconds: i), Sample.Span(i, 2, parent: 1, startSeconds: i)]);
        Assert.Equal((3, 6, 14L), (traces.Count, traces.SpanCount, traces.Dropped));
        Assert.Equal([10, 9, 8], traces.Query(new(), 0, 10).Items.Select(t => (int)t.Id.Value));
    }

    [Fact]
    public void Long_texts_push_out_older_traces_but_one_trace_not_every_other()
    {
        var traces = new TraceStore(new() { MaxTraceLength = 100_000 });
        var text = new string('x', 10_000);
        for (var i = 1; i <= 20; i++)
            traces.Add([Sample.Span(i, 1, name: text)]);
        Assert.Equal((9, 11L), (traces.Count, traces.Dropped));
        var refused = traces.Add([.. Enumerable.Range(1, 20).Select(i => Sample.Span(99, i, name: text))]);
        Assert.Equal(16, refused);
        Assert.Equal(4, traces.Find(new(99))!.Spans.Count);
        Assert.Equal(16, traces.Find(new(99))!.DroppedSpans);
    }

    [Fact]
    public void Filters_narrow_by_resource_text_error_duration_and_the_fields_of_one_span()
    {
        var traces = new TraceStore(new());
        traces.Add(
        [
            Sample.Span(1, 1, name: "GET /pets"),
            Sample.Span(2, 1, name: "GET /pets", status: SpanStatus.Error),
            Sample.Span(3, 1, name: "POST /feedings", seconds: 10, resource: Sample.Web),
        ]);
        Assert.Equal([3], Found(traces, new() { Resource = "web" }));
        Assert.Equal([1, 2], Found(traces, new() { Text = "get" }));
        Assert.Equal([2], Found(traces, new() { OnlyErrors = true }));
        Assert.Equal([3], Found(traces, new() { MinDuration = TimeSpan.FromSeconds(5) }));
        Assert.Equal([3], Found(traces, new() { Fields = [new(KnownFields.DurationMilliseconds, FilterOperator.GreaterThan, "5000")] }));
        Assert.Equal([2], Found(traces, new()
        {
            Fields = [new("id", FilterOperator.Equals, "1"), new(KnownFields.Status, FilterOperator.Equals, "error")],
        }));
    }

    [Fact]
    public void Clearing_a_resource_takes_the_traces_it_took_part_in()
    {
        var traces = new TraceStore(new());
        traces.Add([Sample.Span(1, 1), Sample.Span(1, 2, parent: 1, resource: Sample.Web), Sample.Span(2, 1)]);
        traces.Clear("web");
        Assert.Equal((1, 1), (traces.Count, traces.SpanCount));
        traces.Clear();
        Assert.Equal((0, 0), (traces.Count, traces.SpanCount));
    }

    private static IEnumerable<int> Found(TraceStore traces, TraceFilter filter) =>
        traces.Query(filter, 0, 10).Items.Select(t => (int)t.Id.Value).Order();
}
