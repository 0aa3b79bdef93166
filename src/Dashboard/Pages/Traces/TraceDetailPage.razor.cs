using System.Globalization;
using Microsoft.AspNetCore.Components;
using PawPal.Dashboard.Components;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Pages.Traces;

public sealed partial class TraceDetailPage
{
    private const int Ticks = 4;
    private const int MostLogs = 30;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly HashSet<SpanId> _collapsed = [];
    private VirtualList<WaterfallRow>? _list;
    private Waterfall? _waterfall;
    private List<WaterfallRow> _rows = [];
    private Span? _selected;
    private Page<LogEntry> _logs = new([], 0);

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromQuery(Name = "span")]
    public string? SpanText { get; set; }

    protected override long Version => Store.Traces.Changes.Version + Store.Logs.Changes.Version;

    protected override void Read()
    {
        var trace = TraceId.TryParse(Id, out var id) ? Store.Traces.Find(id) : null;
        if (trace is null)
        {
            (_waterfall, _rows, _selected) = (null, [], null);
            return;
        }
        // Spans never change: as many as before are the same as before.
        if (_waterfall?.Trace.Id != trace.Id || _waterfall.Trace.Spans.Count != trace.Spans.Count)
            _waterfall = new Waterfall(trace);
        _rows = _waterfall.Rows(_collapsed);
        _selected = SpanId.TryParse(SpanText, out var span) ? trace.Spans.FirstOrDefault(s => s.Id == span) : null;
        _logs = _selected is null
            ? new([], 0)
            : Store.Logs.Query(new LogFilter { TraceId = trace.Id, SpanId = _selected.Id }, 0, MostLogs);
    }

    private Page<WaterfallRow> Part(int offset, int count) => new([.. _rows.Skip(offset).Take(count)], _rows.Count);

    private void Select(Span? span) => Here.Change(("span", span is null || span == _selected ? null : span.Id.ToString()));

    private void Toggle(SpanId span)
    {
        if (!_collapsed.Remove(span))
            _collapsed.Add(span);
        Read();
    }

    private void ToggleAll()
    {
        if (_collapsed.Count > 0)
            _collapsed.Clear();
        else
            _collapsed.UnionWith(_rows.Where(row => row.Children > 0 && row.Depth > 0).Select(row => row.Span.Id));
        Read();
    }

    private async Task JumpAsync(int step)
    {
        _collapsed.Clear();
        Read();
        var errors = _rows.Index().Where(row => row.Item.Span.Status == SpanStatus.Error).ToList();
        if (errors.Count == 0)
            return;
        var here = _rows.FindIndex(row => row.Span == _selected);
        var next = step > 0 ? errors.Find(row => row.Index > here) : errors.FindLast(row => row.Index < here);
        if (next.Item is null)
            next = step > 0 ? errors[0] : errors[^1];
        Here.Change(("span", next.Item.Span.Id.ToString()));
        if (_list is not null)
            await _list.ShowAsync(next.Index);
    }

    private static string Percent(double share) => share.ToString("0.##%", Invariant);
}
