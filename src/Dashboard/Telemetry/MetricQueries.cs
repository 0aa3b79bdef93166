namespace PawPal.Dashboard.Telemetry;

/// <summary>A stretch of time, cut into steps: a chart's width and its resolution.</summary>
public sealed record MetricWindow(DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    /// <summary>How many steps there are: at least one, at most 1,000.</summary>
    public int Steps => (int)Math.Clamp(Math.Ceiling((To - From) / Step), 1, 1_000);

    /// <summary>The end of a step, which is where its value stands.</summary>
    public DateTimeOffset EndOf(int step) => From + (Step * (step + 1));
}

/// <summary>Which series: those whose tags have one of the values named. A tag that is not named may have any value.</summary>
public sealed record TagFilter
{
    /// <summary>Every series.</summary>
    public static TagFilter All { get; } = new();

    /// <summary>Tag to the values let through; the empty text stands for a series without the tag.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Values { get; init; } =
        new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);

    /// <summary>Whether a series with these tags is let through.</summary>
    public bool Matches(AttributeList tags)
    {
        foreach (var (tag, values) in Values)
        {
            if (!values.Contains(tags[tag] ?? ""))
                return false;
        }

        return true;
    }
}

/// <summary>
/// One series over the steps of a window: the value at each step's end, not a number where there was none yet. A
/// counter's value is its total, a histogram's is the count of its measurements, a summary's too.
/// </summary>
public sealed record MetricLine(AttributeList Tags, IReadOnlyList<double> Values);

/// <summary>
/// What a histogram measured within one step, over all series asked for. Percentiles are estimates from the buckets; not
/// numbers where nothing was measured.
/// </summary>
public sealed record PercentilePoint(DateTimeOffset Time, long Count, double Sum, double P50, double P90, double P99);

/// <summary>One measurement with the trace it was made in.</summary>
public sealed record Exemplar(DateTimeOffset Time, double Value, TraceId TraceId, SpanId SpanId, AttributeList Tags);
