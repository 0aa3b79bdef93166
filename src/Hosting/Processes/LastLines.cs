namespace PawPal.Hosting.Processes;

/// <summary>The end of what a process wrote.</summary>
internal sealed class LastLines
{
    public const int Count = 20;
    private readonly Queue<string> _lines = new(Count);

    public void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == Count)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public void Clear()
    {
        lock (_lines)
            _lines.Clear();
    }

    public string[] ToArray()
    {
        lock (_lines)
            return [.. _lines];
    }
}
