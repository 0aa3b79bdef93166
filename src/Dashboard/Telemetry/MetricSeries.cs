namespace PawPal.Dashboard.Telemetry;

/// <summary>A value that held from one time to another; both in UTC ticks. For a histogram the value is its count.</summary>
internal readonly record struct MetricPoint(long From, long To, double Value, Distribution? Distribution)
{
    public int Size => 3 + (Distribution?.Size ?? 0);
}

/// <summary>The points of one combination of tags, cumulative, oldest first.</summary>
internal sealed class MetricSeries(AttributeList tags, int maxPoints)
{
    private const int MaxExemplars = 64;

    /// <summary>A line breaks when nothing was sent for this long; the usual export interval is 60 s.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);

    private readonly Ring<MetricPoint> _points = new(maxPoints);
    private readonly Ring<Exemplar> _exemplars = new(MaxExemplars);
    private bool _truncated;

    public AttributeList Tags => tags;

    /// <summary>Numbers it holds, for the budget.</summary>
    public int Size { get; private set; }

    public IEnumerable<Exemplar> Exemplars() => Enumerable.Range(0, _exemplars.Count).Select(i => _exemplars[i]);

    public void Add(Exemplar exemplar) => _exemplars.Add(exemplar);

    /// <summary>Adds a point; false when it is older than the last one.</summary>
    public bool Add(DateTimeOffset time, double value, Distribution? distribution, bool isDelta)
    {
        var ticks = time.UtcTicks;
        if (_points.Count == 0)
        {
            Append(new(ticks, ticks, value, distribution));
            return true;
        }

        var last = _points[_points.Count - 1];
        if (ticks < last.To)
            return false;
        if (isDelta)
        {
            value += last.Value;
            distribution = distribution is null ? last.Distribution : last.Distribution?.Plus(distribution) ?? distribution;
        }

        // An idle instrument is one point, however long it is idle.
        if (value.Equals(last.Value) && distribution?.Sum == last.Distribution?.Sum)
            _points.ReplaceLast(last with { To = ticks });
        else
            Append(new(ticks, ticks, value, distribution?.SharingWith(last.Distribution)));
        return true;
    }

    /// <summary>Forgets the older half.</summary>
    public void Halve()
    {
        if (_points.Count < 4)
            return;
        _points.KeepLast(_points.Count / 2);
        _truncated = true;
        Size = Enumerable.Range(0, _points.Count).Sum(i => _points[i].Size);
    }

    public double[] ValuesAt(MetricWindow window)
    {
        var values = new double[window.Steps];
        for (var step = 0; step < values.Length; step++)
        {
            var end = window.EndOf(step);
            var index = LastUntil(end.UtcTicks);
            var isKnown = index >= 0 && end.UtcTicks - _points[index].To <= Silence.Ticks;
            values[step] = isKnown ? _points[index].Value : double.NaN;
        }

        return values;
    }

    /// <summary>What was measured after one time and until another; null when nothing was.</summary>
    public Distribution? MeasuredWithin(DateTimeOffset from, DateTimeOffset to)
    {
        var last = LastUntil(to.UtcTicks);
        var before = LastUntil(from.UtcTicks);
        if (last < 0 || last == before)
            return null;
        // What the first point counts was measured before it; whether within this step is known of a whole series only.
        if (before < 0 && _truncated)
            before = 0;
        return before < 0 ? _points[last].Distribution : _points[before].Distribution is { } earlier
            ? _points[last].Distribution?.Since(earlier)
            : null;
    }

    private void Append(MetricPoint point)
    {
        var dropped = _points.Count > 0 ? _points[0].Size : 0;
        Size += point.Size;
        if (!_points.Add(point))
            return;
        Size -= dropped;
        _truncated = true;
    }

    /// <summary>The last point that begins at or before a time; -1 when there is none.</summary>
    private int LastUntil(long ticks)
    {
        var (low, high) = (0, _points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _points[middle].From <= ticks ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
