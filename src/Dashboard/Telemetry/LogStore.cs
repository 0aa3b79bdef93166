namespace PawPal.Dashboard.Telemetry;

/// <summary>The last log entries. Safe for all threads; a question never holds up what comes in for long.</summary>
public sealed class LogStore
{
    private const int Chunk = 1_024;

    private readonly Lock _gate = new();
    private readonly Ring<LogEntry> _entries;
    private long _lastId;
    private readonly TelemetryLimits _limits;
    private long _dropped;
    private long _size;

    internal LogStore(TelemetryLimits limits)
    {
        _limits = limits;
        _entries = new(limits.MaxLogCount);
    }

    /// <summary>Tells of new and cleared entries.</summary>
    public TelemetryChanges Changes { get; } = new();

    /// <summary>How many entries went because newer ones came.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>How many entries there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>
    /// The entries that a filter lets through, newest first: <paramref name="count"/> of them after the first
    /// <paramref name="offset"/>. With <paramref name="upToId"/> later ones are left out, so that pages stay in place
    /// while more comes in.
    /// </summary>
    public Page<LogEntry> Query(LogFilter filter, int offset, int count, long upToId = long.MaxValue)
    {
        if (filter.LetsAllThrough && upToId == long.MaxValue)
            return Newest(offset, count);
        var items = new List<LogEntry>(Math.Clamp(count, 0, Chunk));
        var total = 0;
        var match = LogMatch.Of(filter);
        foreach (var entry in NewestFirst(upToId))
        {
            if (!match(entry))
                continue;
            if (total >= offset && items.Count < count)
                items.Add(entry);
            total++;
        }

        return new(items, total);
    }

    /// <summary>The entry of this id; null when it went or never was.</summary>
    public LogEntry? Find(long id) => NewestFirst(id).FirstOrDefault(e => e.Id == id);

    /// <summary>The names of attributes that recent entries have, for a filter's choice.</summary>
    public IReadOnlyList<string> AttributeNames() =>
        [.. NewestFirst(long.MaxValue).Take(5_000).SelectMany(e => e.Attributes).Select(a => a.Key)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Forgets the entries of the resource of this name; of all when null.</summary>
    public void Clear(string? resource = null)
    {
        lock (_gate)
        {
            _entries.RemoveUnless(e => resource is not null && !e.Resource.IsNamed(resource));
            _size = Enumerable.Range(0, _entries.Count).Sum(i => (long)_entries[i].Size);
        }

        Changes.Notify();
    }

    internal void Add(IReadOnlyList<LogEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                entry.Id = ++_lastId;
                Add(entry);
            }
        }

        Changes.Notify();
    }

    private Page<LogEntry> Newest(int offset, int count)
    {
        lock (_gate)
        {
            var taken = Math.Clamp(_entries.Count - offset, 0, count);
            var items = new LogEntry[taken];
            for (var i = 0; i < taken; i++)
                items[i] = _entries[_entries.Count - 1 - offset - i];
            return new(items, _entries.Count);
        }
    }

    private void Add(LogEntry entry)
    {
        while (_entries.Count >= _limits.MaxLogCount || (_entries.Count > 0 && _size + entry.Size > _limits.MaxLogLength))
        {
            _size -= _entries.RemoveFirst().Size;
            _dropped++;
        }

        _entries.Add(entry);
        _size += entry.Size;
    }

    // In chunks: the lock is held for a copy of a thousand references, not for a search through all texts.
    private IEnumerable<LogEntry> NewestFirst(long upToId)
    {
        var chunk = new LogEntry[Chunk];
        while (true)
        {
            var taken = CopyBefore(upToId, chunk);
            for (var i = 0; i < taken; i++)
                yield return chunk[i];
            if (taken < Chunk)
                yield break;
            upToId = chunk[taken - 1].Id - 1;
        }
    }

    private int CopyBefore(long upToId, LogEntry[] chunk)
    {
        lock (_gate)
        {
            // Ids rise within the ring, but clearing may have left gaps.
            var (low, high) = (0, _entries.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _entries[middle].Id <= upToId ? (middle + 1, high) : (low, middle);
            }

            var taken = Math.Min(low, chunk.Length);
            for (var i = 0; i < taken; i++)
                chunk[i] = _entries[low - 1 - i];
            return taken;
        }
    }
}
