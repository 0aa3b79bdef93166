namespace PawPal.Dashboard.Telemetry;

/// <summary>The last <paramref name="capacity"/> items in order. Grows as it fills. Not safe for several threads.</summary>
internal sealed class Ring<T>(int capacity)
{
    private T[] _items = new T[Math.Min(capacity, 16)];
    private int _first;

    public int Count { get; private set; }

    /// <summary>Index 0 is the oldest.</summary>
    public T this[int index] => _items[(_first + index) % _items.Length];

    /// <summary>Adds behind the newest; when full the oldest goes, and that is told.</summary>
    public bool Add(T item)
    {
        if (Count == _items.Length && Count < capacity)
            Grow();
        if (Count < _items.Length)
        {
            _items[(_first + Count++) % _items.Length] = item;
            return false;
        }

        _items[_first] = item;
        _first = (_first + 1) % _items.Length;
        return true;
    }

    /// <summary>Takes the oldest out.</summary>
    public T RemoveFirst()
    {
        var oldest = _items[_first];
        _items[_first] = default!;
        _first = (_first + 1) % _items.Length;
        Count--;
        return oldest;
    }

    /// <summary>Puts another in the place of the newest.</summary>
    public void ReplaceLast(T item) => _items[(_first + Count - 1) % _items.Length] = item;

    /// <summary>Keeps those that <paramref name="keep"/> holds for.</summary>
    public void RemoveUnless(Func<T, bool> keep)
    {
        var kept = Enumerable.Range(0, Count).Select(i => this[i]).Where(keep).ToArray();
        _items = kept.Length == 0 ? new T[Math.Min(capacity, 16)] : kept;
        _first = 0;
        Count = kept.Length;
    }

    /// <summary>Keeps the newest <paramref name="count"/> and gives the room of the others back.</summary>
    public void KeepLast(int count)
    {
        _items = [.. Enumerable.Range(Count - count, count).Select(i => this[i])];
        _first = 0;
        Count = count;
    }

    private void Grow()
    {
        var larger = new T[Math.Min(capacity, Math.Max(16, _items.Length * 2))];
        for (var i = 0; i < Count; i++)
            larger[i] = this[i];
        _items = larger;
        _first = 0;
    }
}
