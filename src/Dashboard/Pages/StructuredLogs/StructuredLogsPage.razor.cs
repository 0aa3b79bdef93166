using System.Globalization;
using Microsoft.AspNetCore.Components;
using PawPal.Dashboard.Components;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Pages.StructuredLogs;

public sealed partial class StructuredLogsPage
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly LogSeverity[] Severities =
    [
        LogSeverity.Trace, LogSeverity.Debug, LogSeverity.Information, LogSeverity.Warning, LogSeverity.Error,
        LogSeverity.Critical,
    ];

    private LogFilter _filter = new();
    private LogEntry? _selected;
    private HeldList<LogEntry>? _held;
    private VirtualList<LogEntry>? _list;
    private int _total;

    [Parameter]
    public string? Resource { get; set; }

    [SupplyParameterFromQuery(Name = "level")]
    public string? Level { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "filter")]
    public string[]? Conditions { get; set; }

    [SupplyParameterFromQuery(Name = "traceId")]
    public string? Trace { get; set; }

    [SupplyParameterFromQuery(Name = "spanId")]
    public string? Span { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    public string? Order { get; set; }

    /// <summary>The entry whose details are shown.</summary>
    [SupplyParameterFromQuery(Name = "log")]
    public long? LogId { get; set; }

    protected override long Version => Store.Logs.Changes.Version + Store.Resources.Changes.Version;

    private bool OldestFirst => Order is "oldest";

    // Another view begins at its top again; another entry chosen in it is the same view.
    private string ViewKey => Here.GetUriWithQueryParameter("log", (long?)null);

    protected override void Read()
    {
        _filter = new LogFilter
        {
            Resource = Resource,
            MinSeverity = Enum.TryParse<LogSeverity>(Level, ignoreCase: true, out var level) ? level : default,
            Text = Search,
            TraceId = TraceId.TryParse(Trace, out var trace) ? trace : null,
            SpanId = SpanId.TryParse(Span, out var span) ? span : null,
            Fields = FieldFilterText.ReadAll(Conditions),
        };
        if (LogId != _selected?.Id)
            _selected = LogId is { } id ? Store.Logs.Find(id) : null;
        _total = NewestFirst(0, 0).Total;
    }

    private Page<LogEntry> Part(int offset, int count)
    {
        if (!OldestFirst)
            return NewestFirst(offset, count);
        var from = Math.Max(0, _total - offset - count);
        var part = NewestFirst(from, Math.Max(0, _total - offset - from));
        return part with { Items = [.. part.Items.Reverse()] };
    }

    private Page<LogEntry> NewestFirst(int offset, int count) =>
        (_held ??= new((from, most) => Store.Logs.Query(_filter, from, most))).Part(Pause.IsOn, ViewKey, offset, count);

    private static string TraceLink(LogEntry entry) =>
        entry.SpanId.IsEmpty ? $"/traces/detail/{entry.TraceId}" : $"/traces/detail/{entry.TraceId}?span={entry.SpanId}";

    private static string Head(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");

    private List<string> Fields() => [.. KnownFields.OfLogs, .. Store.Logs.AttributeNames()];

    private void AddFilter(FieldFilter filter) =>
        Here.Change(("filter", _filter.Fields.Append(filter).Distinct().Select(FieldFilterText.Write).ToArray()));

    private void RemoveFilter(FieldFilter filter) =>
        Here.Change(("filter", _filter.Fields.Where(other => other != filter).Select(FieldFilterText.Write).ToArray()));

    private void ToggleOrder() => Here.Change(("order", OldestFirst ? null : "oldest"));
}
