using System.Globalization;
using Microsoft.AspNetCore.Components;
using PawPal.Dashboard.Components;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Pages.Metrics;

public sealed partial class MetricsPage
{
    private const int DefaultMinutes = 5;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly int[] Windows = [1, 5, 15, 30, 60];

    private IReadOnlyList<Instrument> _instruments = [];
    private Instrument? _instrument;
    private ChartShows _shows;
    private TagFilter _tags = TagFilter.All;
    private ChartData? _data;

    /// <summary>The resource whose instruments are listed; all when null.</summary>
    [Parameter]
    public string? Resource { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>The full name of the resource of the instrument that is shown.</summary>
    [SupplyParameterFromQuery(Name = "of")]
    public string? Of { get; set; }

    [SupplyParameterFromQuery(Name = "meter")]
    public string? Meter { get; set; }

    [SupplyParameterFromQuery(Name = "instrument")]
    public string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "window")]
    public int? WindowMinutes { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    public string? Shows { get; set; }

    /// <summary>Values of tags let through, as <c>tag:value</c>.</summary>
    [SupplyParameterFromQuery(Name = "tag")]
    public string[]? Tags { get; set; }

    // Time itself moves a chart: once a second, whether or not anything came.
    protected override long Version => Time.GetUtcNow().ToUnixTimeSeconds();

    private int Minutes => Windows.Contains(WindowMinutes ?? DefaultMinutes) ? WindowMinutes ?? DefaultMinutes : DefaultMinutes;

    private bool IsTable => View is "table";

    protected override void Read()
    {
        _instruments = Store.Metrics.Instruments(Resource);
        _instrument = _instruments.FirstOrDefault(one =>
            one.Name == Name && (Meter is null || one.Scope.Name == Meter) && (Of is null || one.Resource.IsNamed(Of)));
        if (_instrument is null)
        {
            _data = null;
            return;
        }
        var choices = ChartData.Choices(_instrument);
        _shows = Enum.TryParse<ChartShows>(Shows, ignoreCase: true, out var shows) && choices.Contains(shows) ? shows : choices[0];
        _tags = TagFilters.Read(Tags);
        _data = ChartData.Of(
            Store.Metrics, _instrument, _tags, _shows, TimeSpan.FromMinutes(Minutes), Time.GetUtcNow());
    }

    private List<Instrument> Found() => string.IsNullOrEmpty(Search)
        ? [.. _instruments]
        : [.. _instruments.Where(one => one.Name.Contains(Search, StringComparison.OrdinalIgnoreCase)
            || one.Scope.Name.Contains(Search, StringComparison.OrdinalIgnoreCase))];

    private void Choose(Instrument instrument) => Here.Change(
        ("of", instrument.Resource.FullName), ("meter", instrument.Scope.Name), ("instrument", instrument.Name),
        ("show", null), ("tag", null));

    private void ChooseTags(TagFilter tags) => Here.Change(("tag", TagFilters.Write(tags)));

    private static string Kind(InstrumentKind kind) => kind switch
    {
        InstrumentKind.UpDownCounter => "Up-down counter",
        InstrumentKind.ExponentialHistogram => "Exponential histogram",
        _ => kind.ToString(),
    };

    private static string Word(ChartShows shows, Instrument instrument) => shows switch
    {
        ChartShows.Rate => instrument.IsHistogram ? "Count per second" : "Per second",
        ChartShows.Percentiles => "Percentiles",
        _ => instrument.Kind is InstrumentKind.Counter ? "Total" : "Value",
    };
}
