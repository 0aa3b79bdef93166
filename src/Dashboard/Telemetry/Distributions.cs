namespace PawPal.Dashboard.Telemetry;

/// <summary>Percentiles of several series over time.</summary>
internal static class Distributions
{
    public static IReadOnlyList<PercentilePoint> Percentiles(IReadOnlyList<MetricSeries> series, MetricWindow window)
    {
        var points = new PercentilePoint[window.Steps];
        for (var step = 0; step < points.Length; step++)
        {
            var end = window.EndOf(step);
            points[step] = Point(end, [.. series.Select(s => s.MeasuredWithin(end - window.Step, end)).OfType<Distribution>()]);
        }

        return points;
    }

    private static PercentilePoint Point(DateTimeOffset time, IReadOnlyList<Distribution> parts)
    {
        // The same bucket of several series is one.
        var buckets = parts.SelectMany(p => p.Buckets()).GroupBy(b => (b.Lower, b.Upper))
            .Select(g => new Bucket(g.Key.Lower, g.Key.Upper, g.Sum(b => b.Count))).OrderBy(b => b.Upper).ToList();
        var count = buckets.Sum(b => b.Count);
        return new(time, count, parts.Sum(p => p.Sum),
            Percentile(buckets, count, 0.5), Percentile(buckets, count, 0.9), Percentile(buckets, count, 0.99));
    }

    /// <summary>The value that the part <paramref name="part"/> lies below, spread evenly within its bucket.</summary>
    internal static double Percentile(IReadOnlyList<Bucket> buckets, long count, double part)
    {
        if (count == 0)
            return double.NaN;
        var wanted = count * part;
        var below = 0L;
        foreach (var bucket in buckets)
        {
            if (below + bucket.Count >= wanted)
                return bucket.Lower + ((bucket.Upper - bucket.Lower) * ((wanted - below) / bucket.Count));
            below += bucket.Count;
        }

        return buckets[^1].Upper;
    }
}
