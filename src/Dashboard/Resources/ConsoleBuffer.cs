namespace PawPal.Dashboard.Resources;

/// <summary>The last lines of one console, bounded in lines, characters of a line, and characters in all.</summary>
internal sealed class ConsoleBuffer(ResourceServiceOptions limits)
{
    private readonly Lock _gate = new();
    private readonly Queue<ConsoleLine> _lines = new();
    private long _length;
    private long _dropped;
    private bool _isComplete;

    public ConsoleLog Read()
    {
        lock (_gate)
            return new([.. _lines], _dropped, _isComplete);
    }

    public void Add(IEnumerable<ConsoleLine> lines)
    {
        lock (_gate)
        {
            foreach (var line in lines)
                Add(line);
        }
    }

    /// <summary>A new stream begins with the first line again.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _lines.Clear();
            (_length, _dropped, _isComplete) = (0, 0, false);
        }
    }

    public void Complete()
    {
        lock (_gate)
            _isComplete = true;
    }

    private void Add(ConsoleLine line)
    {
        if (line.Text.Length > limits.MaxConsoleLineLength)
        {
            var more = line.Text.Length - limits.MaxConsoleLineLength;
            line = line with { Text = $"{line.Text.AsSpan(0, limits.MaxConsoleLineLength)} … {more} more characters" };
        }

        _lines.Enqueue(line);
        _length += line.Text.Length;
        while (_lines.Count > limits.MaxConsoleLines || _length > limits.MaxConsoleLength)
        {
            _length -= _lines.Dequeue().Text.Length;
            _dropped++;
        }
    }
}
