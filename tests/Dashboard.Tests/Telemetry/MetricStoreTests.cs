using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Tests.Telemetry;

public sealed class MetricStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_million_distinct_values_of_a_tag_end_in_one_overflow_series()
    {
        var metrics = new MetricStore(new() { MaxDimensionCount = 100 });
        var counter = Describe(InstrumentKind.Counter);
        for (var i = 0; i < 1_000_000; i++)
            metrics.Add(counter, [new(Sample.Attributes(("user", $"{i}")), Start.AddTicks(i), 1, null, [])]);
        var instrument = metrics.Instruments().Single();
        Assert.True(instrument.HasOverflow);
        Assert.Equal(100, instrument.Series.Count);
        Assert.Contains("otel.metric.overflow", metrics.Tags(instrument).Keys);
        Assert.Equal(1_000_000 - 99, metrics.Dropped);
    }

    [Fact]
    public void An_idle_series_is_one_point_and_a_silent_one_breaks_off()
    {
        var metrics = new MetricStore(new());
        for (var second = 0; second < 100; second++)
            metrics.Add(Describe(InstrumentKind.Gauge), [new(default, Start.AddSeconds(second), 5, null, [])]);
        var instrument = metrics.Instruments().Single();
        Assert.Equal(3, instrument.Series.Values.Single().Size);
        var values = metrics.Lines(instrument, new(Start.AddSeconds(-60), Start.AddSeconds(300), TimeSpan.FromSeconds(60)), TagFilter.All)
            .Single().Values;
        Assert.Equal([5, 5, 5, 5, double.NaN, double.NaN], values);
    }

    [Fact]
    public void Deltas_are_added_up()
    {
        var metrics = new MetricStore(new());
        for (var second = 1; second <= 3; second++)
            metrics.Add(Describe(InstrumentKind.Counter, Temporality.Delta), [new(default, Start.AddSeconds(second), 2, null, [])]);
        Assert.Equal([2, 4, 6], Values(metrics, steps: 3));
    }

    [Fact]
    public void All_points_together_stay_within_the_budget_and_the_newest_remain()
    {
        var metrics = new MetricStore(new() { MaxMetricValueCount = 1_000 });
        for (var second = 1; second <= 5_000; second++)
            metrics.Add(Describe(InstrumentKind.Counter), [new(default, Start.AddSeconds(second), second, null, [])]);
        Assert.InRange(metrics.Instruments().Single().Series.Values.Single().Size, 300, 1_000);
        Assert.Equal([5_000], Values(metrics, steps: 1, from: 4_999));
    }

    [Fact]
    public void More_instruments_than_the_limit_are_refused_and_counted()
    {
        var metrics = new MetricStore(new() { MaxInstrumentCount = 2 });
        for (var i = 0; i < 5; i++)
            metrics.Add(Describe(InstrumentKind.Gauge, name: $"gauge {i}"), [new(default, Start, 1, null, [])]);
        Assert.Equal((2, 3L), (metrics.Instruments().Count, metrics.Dropped));
    }

    [Fact]
    public void Series_of_all_instruments_together_are_limited()
    {
        var metrics = new MetricStore(new() { MaxSeriesCount = 10 });
        for (var i = 0; i < 100; i++)
            metrics.Add(Describe(InstrumentKind.Gauge, name: $"gauge {i % 4}"), [new(Sample.Attributes(("k", $"{i}")), Start, 1, null, [])]);
        Assert.Equal(14, metrics.Instruments().Sum(i => i.Series.Count));
        Assert.All(metrics.Instruments(), i => Assert.True(i.HasOverflow));
    }

    [Fact]
    public void Percentiles_are_of_what_each_step_measured_over_all_series()
    {
        var metrics = new MetricStore(new());
        var histogram = Describe(InstrumentKind.Histogram);
        // The first minute all fast, the second all slow, told apart by nothing but the difference of two totals.
        Add(metrics, histogram, "a", 30, 100, [100, 0, 0]);
        Add(metrics, histogram, "b", 30, 100, [100, 0, 0]);
        Add(metrics, histogram, "a", 90, 200, [100, 100, 0]);
        Add(metrics, histogram, "b", 90, 200, [100, 100, 0]);
        var points = Percentiles(metrics, TagFilter.All);
        Assert.Equal([200, 200, 0], points.Select(p => p.Count));
        Assert.Equal((5, 9, 9.9), (points[0].P50, points[0].P90, points[0].P99));
        Assert.Equal((15, 19, 19.9), (points[1].P50, points[1].P90, points[1].P99));
        Assert.Equal(double.NaN, points[2].P50);
        var tags = new TagFilter { Values = new Dictionary<string, IReadOnlySet<string>> { ["k"] = new HashSet<string> { "a" } } };
        Assert.Equal([100, 100, 0], Percentiles(metrics, tags).Select(p => p.Count));
    }

    [Fact]
    public void A_histogram_that_starts_anew_counts_from_zero()
    {
        var metrics = new MetricStore(new());
        var histogram = Describe(InstrumentKind.Histogram);
        Add(metrics, histogram, "a", 30, 100, [100, 0, 0]);
        Add(metrics, histogram, "a", 90, 40, [0, 40, 0]);
        Assert.Equal([100, 40, 0], Percentiles(metrics, TagFilter.All).Select(p => p.Count));
    }

    [Fact]
    public void Exponential_buckets_of_different_scale_are_compared_at_the_coarser_one()
    {
        // Scale 1: bounds at powers of the root of two; scale 0: at powers of two.
        var fine = new ExponentialDistribution(4, 0, 1, 0, new(2, [1, 1, 1, 1]), BucketRun.Empty);
        var coarse = new ExponentialDistribution(10, 0, 0, 1, new(1, [4, 5]), BucketRun.Empty);
        var since = (ExponentialDistribution)coarse.Since(fine);
        Assert.Equal((6L, 1L), (since.Count, since.ZeroCount));
        Assert.Equal([new(0, 0, 1), new Bucket(2, 4, 2), new(4, 8, 3)], since.Buckets());
    }

    [Fact]
    public void Exponential_buckets_far_apart_stay_few()
    {
        var low = new ExponentialDistribution(1, 0, 20, 0, new(-900_000_000, [1]), BucketRun.Empty);
        var high = new ExponentialDistribution(1, 0, 20, 0, new(900_000_000, [1]), BucketRun.Empty);
        var both = (ExponentialDistribution)low.Plus(high);
        Assert.True(both.Size < 1_100, $"{both.Size}");
        Assert.Equal(2, both.Buckets().Sum(b => b.Count));
    }

    private static void Add(MetricStore metrics, InstrumentDescription histogram, string tag, int second, long count, long[] counts) =>
        metrics.Add(histogram,
        [
            new(Sample.Attributes(("k", tag)), Start.AddSeconds(second), count, new ExplicitDistribution(count, 0, [10, 20], counts), []),
        ]);

    private static IReadOnlyList<PercentilePoint> Percentiles(MetricStore metrics, TagFilter tags) => metrics.Percentiles(
        metrics.Instruments().Single(), new(Start, Start.AddMinutes(3), TimeSpan.FromMinutes(1)), tags);

    private static IReadOnlyList<double> Values(MetricStore metrics, int steps, int from = 0) => metrics.Lines(
        metrics.Instruments().Single(),
        new(Start.AddSeconds(from), Start.AddSeconds(from + steps), TimeSpan.FromSeconds(1)),
        TagFilter.All).Single().Values;

    private static InstrumentDescription Describe(
        InstrumentKind kind, Temporality temporality = Temporality.Cumulative, string name = "sample") =>
        new(Sample.Api, Sample.Scope, name, "", "", kind, temporality);
}
