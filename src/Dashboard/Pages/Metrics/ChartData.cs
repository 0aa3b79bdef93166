using System.Globalization;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Pages.Metrics;

/// <summary>What of an instrument is drawn.</summary>
public enum ChartShows
{
    /// <summary>Values as they are; for a counter its total.</summary>
    Value,

    /// <summary>How much per second.</summary>
    Rate,

    /// <summary>p50, p90 and p99 of a histogram.</summary>
    Percentiles,
}

/// <summary>An instrument over a stretch of time, ready to be drawn or read as a table.</summary>
public sealed record ChartData(
    MetricWindow Window, string Unit, IReadOnlyList<ChartLine> Lines, IReadOnlyList<ChartPoint> Points, int LeftOut)
{
    // Between two requests a percentile is not unknown: there was just nothing to measure.
    private const int PercentileBridge = 6;
    private const int MostLines = 10;
    private const int MostPoints = 80;
    private const int FineSteps = 150;
    private const int CoarseSteps = 30;

    // A rate over one step would jump between nought and much whenever senders report less often than that.
    private const int StepsPerRate = 5;

    /// <summary>Steps without a value over which a line goes on.</summary>
    public int Bridge { get; init; }

    internal static IReadOnlyList<ChartShows> Choices(Instrument instrument) => instrument.Kind switch
    {
        InstrumentKind.Counter => [ChartShows.Rate, ChartShows.Value],
        InstrumentKind.Histogram or InstrumentKind.ExponentialHistogram => [ChartShows.Percentiles, ChartShows.Rate],
        InstrumentKind.Summary => [ChartShows.Rate],
        _ => [ChartShows.Value],
    };

    internal static ChartData Of(
        MetricStore store, Instrument instrument, TagFilter tags, ChartShows shows, TimeSpan length, DateTimeOffset now)
    {
        var window = Aligned(length, shows is ChartShows.Percentiles ? CoarseSteps : FineSteps, now);
        if (shows is ChartShows.Percentiles)
            return Percentiles(store, instrument, tags, window);
        var lines = store.Lines(instrument, window, tags)
            .Select(line => (Label: TagText(line.Tags), Values: shows is ChartShows.Rate ? Rates(line.Values, window) : line.Values))
            .Where(line => line.Values.Any(double.IsFinite))
            .OrderByDescending(line => line.Values.Where(double.IsFinite).Max())
            .ToList();
        var drawn = lines.Take(MostLines).OrderBy(line => line.Label, StringComparer.Ordinal);
        var measured = instrument.IsHistogram || instrument.Unit.Length == 0 ? "" : instrument.Unit;
        return new ChartData(
            window, shows is ChartShows.Rate ? PerSecond(measured) : instrument.Unit,
            [.. drawn.Select((line, i) => new ChartLine(line.Label, Hue(i), line.Values))], [],
            Math.Max(0, lines.Count - MostLines));
    }

    private static ChartData Percentiles(MetricStore store, Instrument instrument, TagFilter tags, MetricWindow window)
    {
        var points = store.Percentiles(instrument, window, tags);
        ChartLine[] lines =
        [
            new("p50", Hue(1), [.. points.Select(point => point.P50)]),
            new("p90", Hue(4), [.. points.Select(point => point.P90)]),
            new("p99", Hue(6), [.. points.Select(point => point.P99)]),
        ];
        var exemplars = store.Exemplars(instrument, window, tags).Where(one => !one.TraceId.IsEmpty).TakeLast(MostPoints);
        return new ChartData(
            window, instrument.Unit, Array.Exists(lines, line => double.IsFinite(line.Latest)) ? lines : [],
            [.. exemplars.Select(one => Point(one, window, instrument.Unit))], 0)
        {
            Bridge = PercentileBridge,
        };
    }

    private static ChartPoint Point(Exemplar one, MetricWindow window, string unit) => new(
        (one.Time - window.From) / (window.To - window.From), one.Value,
        $"{UnitText.Of(one.Value, unit)}, trace {one.TraceId.ToString()[..7]}",
        $"/traces/detail/{one.TraceId}?span={one.SpanId}");

    // Whole steps of the clock: otherwise every reading would cut the time elsewhere and the lines would tremble.
    private static MetricWindow Aligned(TimeSpan length, int steps, DateTimeOffset now)
    {
        var step = TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerSecond, length.Ticks / steps));
        var to = new DateTimeOffset(now.UtcTicks / step.Ticks * step.Ticks, TimeSpan.Zero);
        return new MetricWindow(to - length, to, step);
    }

    private static double[] Rates(IReadOnlyList<double> totals, MetricWindow window)
    {
        var rates = new double[totals.Count];
        for (var i = 0; i < rates.Length; i++)
        {
            var from = Math.Max(0, i - StepsPerRate);
            while (from < i && !double.IsFinite(totals[from]))
                from++;
            var grown = totals[i] - totals[from];
            // A total that falls was counted anew by a process that was started anew.
            rates[i] = from == i || grown < 0 ? double.NaN : grown / ((i - from) * window.Step.TotalSeconds);
        }
        return rates;
    }

    private static string PerSecond(string unit) => unit is "" or "1" ? "/s" : $"{UnitText.Name(unit)}/s";

    private static string TagText(AttributeList tags) =>
        tags.Count == 0 ? "all" : string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}"));

    private static string Hue(int i) => string.Create(CultureInfo.InvariantCulture, $"hue-{i % MostLines}");
}
