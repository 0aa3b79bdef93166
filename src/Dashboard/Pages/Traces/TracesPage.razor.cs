using System.Globalization;
using Microsoft.AspNetCore.Components;
using PawPal.Dashboard.Components;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Pages.Traces;

public sealed partial class TracesPage
{
    private const int MostCounts = 6;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private TraceFilter _filter = new();
    private HeldList<Trace>? _held;
    private VirtualList<Trace>? _list;
    private int _total;
    private TimeSpan _longest;

    [Parameter]
    public string? Resource { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>Milliseconds.</summary>
    [SupplyParameterFromQuery(Name = "min")]
    public string? MinDuration { get; set; }

    [SupplyParameterFromQuery(Name = "errors")]
    public bool OnlyErrors { get; set; }

    [SupplyParameterFromQuery(Name = "filter")]
    public string[]? Conditions { get; set; }

    protected override long Version => Store.Traces.Changes.Version + Store.Resources.Changes.Version;

    // Another view begins at its top again.
    private string ViewKey => Here.Uri;

    protected override void Read()
    {
        _filter = new TraceFilter
        {
            Resource = Resource,
            Text = Search,
            OnlyErrors = OnlyErrors,
            MinDuration = double.TryParse(MinDuration, Invariant, out var least) && least is > 0 and < 1e9
                ? TimeSpan.FromMilliseconds(least)
                : TimeSpan.Zero,
            Fields = FieldFilterText.ReadAll(Conditions),
        };
        var newest = Part(0, 100);
        _total = newest.Total;
        _longest = newest.Items.Select(trace => trace.Duration).DefaultIfEmpty().Max();
    }

    private Page<Trace> Part(int offset, int count) =>
        (_held ??= new((from, most) => Store.Traces.Query(_filter, from, most))).Part(Pause.IsOn, ViewKey, offset, count);

    // A square root: on a straight scale one slow trace would leave all others without a bar.
    private string Width(Trace trace)
    {
        var share = _longest == TimeSpan.Zero ? 0 : Math.Min(1, Math.Sqrt(trace.Duration / _longest));
        return share.ToString("0.#%", Invariant);
    }

    private List<string> Fields() => [.. KnownFields.OfSpans, .. Store.Traces.AttributeNames()];

    private void AddFilter(FieldFilter filter) =>
        Here.Change(("filter", _filter.Fields.Append(filter).Distinct().Select(FieldFilterText.Write).ToArray()));

    private void RemoveFilter(FieldFilter filter) =>
        Here.Change(("filter", _filter.Fields.Where(other => other != filter).Select(FieldFilterText.Write).ToArray()));
}
