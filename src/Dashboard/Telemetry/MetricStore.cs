namespace PawPal.Dashboard.Telemetry;

/// <summary>The instruments and their last points. Safe for all threads.</summary>
public sealed class MetricStore
{
    private static readonly AttributeList Overflow = new([new("otel.metric.overflow", "true")]);

    private readonly Lock _gate = new();
    private readonly Dictionary<(TelemetryResource Resource, string Scope, string Name), Instrument> _instruments = [];
    private readonly TelemetryLimits _limits;
    private long _dropped;
    private int _size;
    private int _seriesCount;

    internal MetricStore(TelemetryLimits limits) => _limits = limits;

    /// <summary>Tells of new points and cleared instruments.</summary>
    public TelemetryChanges Changes { get; } = new();

    /// <summary>How many points were refused, because of too many instruments, or merged into an overflow series.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The instruments of the resources of this name (of all when null), by meter and name.</summary>
    public IReadOnlyList<Instrument> Instruments(string? resource = null)
    {
        lock (_gate)
        {
            return [.. _instruments.Values
                .Where(i => resource is null || i.Resource.IsNamed(resource))
                .OrderBy(i => i.Scope.Name, StringComparer.Ordinal).ThenBy(i => i.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>The tags of an instrument and the values seen for each; the empty text for a series without the tag.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tags(Instrument instrument)
    {
        lock (_gate)
        {
            var names = instrument.Series.Keys.SelectMany(t => t).Select(t => t.Key).Distinct(StringComparer.Ordinal);
            return names.ToDictionary(n => n, n => ValuesOf(instrument, n), StringComparer.Ordinal);
        }
    }

    /// <summary>The series that the tags let through, each over the window's steps.</summary>
    public IReadOnlyList<MetricLine> Lines(Instrument instrument, MetricWindow window, TagFilter tags)
    {
        lock (_gate)
            return [.. Matching(instrument, tags).Select(s => new MetricLine(s.Tags, s.ValuesAt(window)))];
    }

    /// <summary>The percentiles of a histogram, all series that the tags let through together, one point a step.</summary>
    public IReadOnlyList<PercentilePoint> Percentiles(Instrument instrument, MetricWindow window, TagFilter tags)
    {
        lock (_gate)
            return Distributions.Percentiles([.. Matching(instrument, tags)], window);
    }

    /// <summary>Measurements with their traces that fall into the window, oldest first.</summary>
    public IReadOnlyList<Exemplar> Exemplars(Instrument instrument, MetricWindow window, TagFilter tags)
    {
        lock (_gate)
        {
            return [.. Matching(instrument, tags).SelectMany(s => s.Exemplars())
                .Where(e => e.Time > window.From && e.Time <= window.To).OrderBy(e => e.Time)];
        }
    }

    /// <summary>Forgets the instruments of the resource of this name; all when null.</summary>
    public void Clear(string? resource = null)
    {
        lock (_gate)
        {
            foreach (var (key, instrument) in _instruments.ToList())
            {
                if (resource is null || instrument.Resource.IsNamed(resource))
                    _instruments.Remove(key);
            }

            _size = Measure();
            _seriesCount = _instruments.Values.Sum(i => i.Series.Count);
        }

        Changes.Notify();
    }

    /// <summary>Takes points of one instrument; returns how many were refused. <see cref="Changes"/> is the caller's.</summary>
    internal int Add(InstrumentDescription described, IReadOnlyList<Measurement> measurements)
    {
        lock (_gate)
        {
            var refused = measurements.Count;
            if (Get(described) is { } instrument)
                refused = measurements.Count(m => !Add(instrument, m));
            _dropped += refused;
            return refused;
        }
    }

    private bool Add(Instrument instrument, Measurement measurement)
    {
        var series = SeriesOf(instrument, measurement.Tags);
        var before = series.Size;
        var isTaken = series.Add(
            measurement.Time, measurement.Value, measurement.Distribution, instrument.Temporality == Temporality.Delta);
        foreach (var exemplar in measurement.Exemplars)
            series.Add(exemplar);
        _size += series.Size - before;
        if (_size > _limits.MaxMetricValueCount)
            Halve();
        return isTaken;
    }

    private Instrument? Get(InstrumentDescription described)
    {
        var key = (described.Resource, described.Scope.Name, described.Name);
        if (!_instruments.TryGetValue(key, out var instrument))
        {
            if (_instruments.Count >= _limits.MaxInstrumentCount)
                return null;
            instrument = _instruments[key] = new(described.Resource, described.Scope, described.Name);
        }

        instrument.Describe(described);
        return instrument;
    }

    private MetricSeries SeriesOf(Instrument instrument, AttributeList tags)
    {
        if (instrument.Series.TryGetValue(tags, out var series))
            return series;
        var isFull = instrument.Series.Count >= _limits.MaxDimensionCount - 1 || _seriesCount >= _limits.MaxSeriesCount;
        if (isFull && tags != Overflow)
        {
            instrument.HasOverflow = true;
            _dropped++;
            return SeriesOf(instrument, Overflow);
        }

        _seriesCount++;
        return instrument.Series[tags] = new(tags, _limits.MaxMetricsCount);
    }

    // Everybody gives the older half: rare, fair, and there is no order of age to keep across all series.
    private void Halve()
    {
        foreach (var series in _instruments.Values.SelectMany(i => i.Series.Values))
            series.Halve();
        _size = Measure();
    }

    private int Measure() => _instruments.Values.Sum(i => i.Series.Values.Sum(s => s.Size));

    private static IReadOnlyList<string> ValuesOf(Instrument instrument, string tag) =>
        [.. instrument.Series.Keys.Select(t => t[tag] ?? "")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<MetricSeries> Matching(Instrument instrument, TagFilter tags) =>
        instrument.Series.Values.Where(s => tags.Matches(s.Tags));
}
