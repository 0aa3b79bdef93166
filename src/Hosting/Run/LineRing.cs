using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>
/// The last lines of one console, bounded in lines and in characters. Who reads too slowly misses lines, and sees it by
/// the gap in their numbers.
/// </summary>
internal sealed class LineRing(int mostLines)
{
    private const int MostCharacters = 4_000_000;
    private const int Batch = 500;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = [];
    private readonly List<Channel<bool>> _readers = [];
    private int _written;
    private int _characters;
    private bool _isComplete;

    public void Add(string text, bool isError)
    {
        lock (_lock)
        {
            _lines.Enqueue(new LogLine(++_written, text, isError));
            _characters += text.Length;
            while (_lines.Count > mostLines || (_characters > MostCharacters && _lines.Count > 1))
                _characters -= _lines.Dequeue().Content.Length;
            Wake();
        }
    }

    /// <summary>The kept lines behind a number, oldest first.</summary>
    public IReadOnlyList<LogLine> After(int number, int most = int.MaxValue)
    {
        lock (_lock)
        {
            var missed = _lines.Count - (_written - number);
            return [.. _lines.Skip(Math.Max(0, missed)).Take(most)];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _lines.Clear();
            _characters = 0;
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            Wake();
        }
    }

    /// <summary>The kept lines, then the new ones as they come, until the console is complete.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> FollowAsync(
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        var wake = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (_lock)
            _readers.Add(wake);
        try
        {
            var seen = 0;
            while (true)
            {
                var isLast = IsComplete();
                while (After(seen, Batch) is { Count: > 0 } lines)
                {
                    yield return lines;
                    seen = lines[^1].LineNumber;
                }

                if (isLast)
                    yield break;
                await wake.Reader.ReadAsync(ct);
            }
        }
        finally
        {
            lock (_lock)
                _readers.Remove(wake);
        }
    }

    private bool IsComplete()
    {
        lock (_lock)
            return _isComplete;
    }

    private void Wake()
    {
        foreach (var reader in _readers)
            reader.Writer.TryWrite(true);
    }
}
