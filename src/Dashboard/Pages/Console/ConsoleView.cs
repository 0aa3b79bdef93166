using System.Globalization;
using System.Text.RegularExpressions;
using PawPal.Dashboard.Resources;

namespace PawPal.Dashboard.Pages.Console;

/// <summary>One line in one window.</summary>
/// <param name="Sequence">Counts from 0 in the order shown; stays the same when older lines go.</param>
/// <param name="Time">As the line itself says at its beginning; null when it says nothing.</param>
/// <param name="Text">The line without that time, control sequences and all.</param>
public sealed record ConsoleEntry(
    long Sequence, string Resource, int Number, DateTimeOffset? Time, string Text, bool IsError);

/// <summary>
/// The consoles of one or several resources as one list. Takes what is new at every reading, so that ten thousand lines
/// that were there already cost nothing.
/// </summary>
internal sealed partial class ConsoleView
{
    private const int MostLines = 20_000;
    private readonly List<ConsoleEntry> _lines = [];
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly List<long> _hits = [];
    private long _next;
    private long _lost;
    private long _forgotten;
    private string? _sought;

    public int Count => _lines.Count;

    /// <summary>Lines that the AppHost or this window gave up for newer ones.</summary>
    public long Dropped { get; private set; }

    /// <summary>What is looked for; null for nothing.</summary>
    public string? Sought
    {
        get => _sought;
        set
        {
            if (_sought == value)
                return;
            _sought = value;
            _hits.Clear();
            _hits.AddRange(_lines.Where(IsHit).Select(line => line.Sequence));
        }
    }

    /// <summary>Lines that hold what is looked for.</summary>
    public int HitCount => _hits.Count;

    /// <summary>Takes the new lines of all consoles; those of several are ordered by the times they say.</summary>
    public void Take(IEnumerable<(string Resource, ConsoleLog Log)> consoles)
    {
        var fresh = new List<ConsoleEntry>();
        var dropped = 0L;
        foreach (var (resource, log) in consoles)
        {
            dropped += log.Dropped;
            fresh.AddRange(Fresh(resource, log));
        }
        _lost = Math.Max(_lost, dropped);
        foreach (var line in fresh.OrderBy(line => line.Time ?? DateTimeOffset.MinValue))
            Append(line with { Sequence = _next++ });
        Forget(_lines.Count - MostLines);
        Dropped = _lost + _forgotten;
    }

    /// <summary>Empties the window; the AppHost keeps its lines.</summary>
    public void Clear()
    {
        _lines.Clear();
        _hits.Clear();
    }

    public IReadOnlyList<ConsoleEntry> Part(int offset, int count) =>
        _lines.GetRange(Math.Min(offset, _lines.Count), Math.Clamp(_lines.Count - offset, 0, count));

    /// <summary>The line of this sequence number; null when it went.</summary>
    public ConsoleEntry? Find(long sequence) => IndexOf(sequence) is var index and >= 0 ? _lines[index] : null;

    public int IndexOf(long sequence) =>
        _lines.Count > 0 && sequence >= _lines[0].Sequence && sequence <= _lines[^1].Sequence
            ? (int)(sequence - _lines[0].Sequence)
            : -1;

    /// <summary>The next hit after (or before) a line, round the end; null when there is none.</summary>
    public long? NextHit(long? from, int step)
    {
        if (_hits.Count == 0)
            return null;
        var at = _hits.BinarySearch(from ?? (step > 0 ? -1 : long.MaxValue));
        var next = at >= 0 ? at + step : step > 0 ? ~at : ~at - 1;
        return _hits[(next + _hits.Count) % _hits.Count];
    }

    /// <summary>Which hit a line is, from 1; 0 when it is none.</summary>
    public int Rank(long? sequence) => sequence is { } one ? Math.Max(0, _hits.BinarySearch(one) + 1) : 0;

    /// <summary>All lines as plain text, for a file.</summary>
    public IEnumerable<string> Plain(bool withResource) => _lines.Select(line =>
        (line.Time is { } time ? time.ToString("O", CultureInfo.InvariantCulture) + " " : "")
        + (withResource ? $"[{line.Resource}] " : "") + AnsiText.Parse(line.Text).Plain);

    private IEnumerable<ConsoleEntry> Fresh(string resource, ConsoleLog log)
    {
        var last = log.Lines.Count == 0 ? 0 : log.Lines[^1].Number;
        var taken = _taken.GetValueOrDefault(resource);
        // A resource that was started anew may count from 1 again.
        if (last < taken)
            taken = 0;
        _taken[resource] = last;
        var first = log.Lines.Count;
        while (first > 0 && log.Lines[first - 1].Number > taken)
            first--;
        for (var i = first; i < log.Lines.Count; i++)
            yield return Entry(resource, log.Lines[i]);
    }

    private static ConsoleEntry Entry(string resource, ConsoleLine line)
    {
        var stamp = Stamp().Match(line.Text);
        var isTime = DateTimeOffset.TryParse(
            stamp.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        return new ConsoleEntry(
            0, resource, line.Number, isTime ? time : null, isTime ? line.Text[stamp.Length..] : line.Text, line.IsError);
    }

    private void Append(ConsoleEntry line)
    {
        _lines.Add(line);
        if (IsHit(line))
            _hits.Add(line.Sequence);
    }

    private void Forget(int count)
    {
        if (count <= 0)
            return;
        _forgotten += count;
        _lines.RemoveRange(0, count);
        _hits.RemoveAll(hit => hit < _lines[0].Sequence);
    }

    private bool IsHit(ConsoleEntry line) => !string.IsNullOrEmpty(_sought)
        && (line.Text.Contains('\x1b', StringComparison.Ordinal) ? AnsiText.Parse(line.Text).Plain : line.Text)
            .Contains(_sought, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)? ?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stamp();
}
