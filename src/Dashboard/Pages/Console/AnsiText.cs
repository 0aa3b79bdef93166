using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PawPal.Dashboard.Pages.Console;

/// <summary>
/// A line as a terminal would show it: colours and weights become CSS classes, every other control sequence is left out.
/// The text itself is never markup; the page renders it as text.
/// </summary>
internal sealed partial class AnsiText
{
    private AnsiText(string plain, ImmutableArray<AnsiRun> runs)
    {
        Plain = plain;
        Runs = runs;
    }

    /// <summary>The text without its control sequences.</summary>
    public string Plain { get; }

    public ImmutableArray<AnsiRun> Runs { get; }

    public static AnsiText Parse(string line)
    {
        if (!line.AsSpan().ContainsAnyInRange('\0', '\x1f') && !line.Contains('\x9b', StringComparison.Ordinal))
            return new AnsiText(line, [new AnsiRun(line, null)]);
        var runs = ImmutableArray.CreateBuilder<AnsiRun>();
        var plain = new StringBuilder(line.Length);
        var style = default(AnsiStyle);
        var from = 0;
        foreach (Match sequence in Sequence().Matches(line))
        {
            Add(line[from..sequence.Index]);
            from = sequence.Index + sequence.Length;
            if (sequence.Groups["sgr"] is { Success: true } codes)
                style = style.After(codes.ValueSpan);
        }
        Add(line[from..]);
        return new AnsiText(plain.ToString(), runs.ToImmutable());

        void Add(string text)
        {
            if (text.Length == 0)
                return;
            plain.Append(text);
            runs.Add(new AnsiRun(text, style.Classes));
        }
    }

    /// <summary>The runs, cut where <paramref name="sought"/> occurs, which is marked.</summary>
    public IEnumerable<AnsiRun> Marked(string? sought)
    {
        if (string.IsNullOrEmpty(sought))
            return Runs;
        var hits = Hits(Plain, sought);
        return hits.Count == 0 ? Runs : Cut(hits, sought.Length);
    }

    private static List<int> Hits(string text, string sought)
    {
        var hits = new List<int>();
        for (var at = 0; (at = text.IndexOf(sought, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += sought.Length)
            hits.Add(at);
        return hits;
    }

    private IEnumerable<AnsiRun> Cut(List<int> hits, int length)
    {
        var at = 0;
        foreach (var run in Runs)
        {
            var edges = hits.SelectMany(hit => new[] { hit, hit + length })
                .Where(edge => edge > at && edge < at + run.Text.Length);
            var from = at;
            foreach (var edge in edges.Append(at + run.Text.Length))
            {
                var isMark = hits.Exists(hit => hit <= from && from < hit + length);
                yield return run with { Text = Plain[from..edge], IsMark = isMark };
                from = edge;
            }
            at += run.Text.Length;
        }
    }

    // CSI … letter, OSC … BEL or ST, two-character escapes, and single control characters except the tab.
    [GeneratedRegex(
        @"(?:\x1b\[|\x9b)(?:(?<sgr>[0-9;:]*)m|[0-?]*[ -/]*[@-ln-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\^_=>78]?|[\x00-\x08\x0a-\x1f]",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sequence();
}

/// <param name="Classes">CSS classes of its look, none for plain text.</param>
/// <param name="IsMark">It is what was searched for.</param>
internal sealed record AnsiRun(string Text, string? Classes, bool IsMark = false);

/// <summary>What the select-graphic-rendition codes so far say.</summary>
internal readonly record struct AnsiStyle(int? Colour, bool IsBold, bool IsFaint, bool IsItalic, bool IsUnderlined)
{
    public string? Classes
    {
        get
        {
            string?[] classes =
            [
                Colour is { } colour ? string.Create(CultureInfo.InvariantCulture, $"ansi-{colour}") : null,
                IsBold ? "ansi-bold" : null, IsFaint ? "ansi-faint" : null, IsItalic ? "ansi-italic" : null,
                IsUnderlined ? "ansi-underlined" : null,
            ];
            var all = string.Join(' ', classes.Where(name => name is not null));
            return all.Length == 0 ? null : all;
        }
    }

    public AnsiStyle After(ReadOnlySpan<char> codes)
    {
        var style = this;
        var numbers = new List<int>();
        foreach (var part in codes.SplitAny(';', ':'))
            numbers.Add(int.TryParse(codes[part], CultureInfo.InvariantCulture, out var code) ? code : 0);
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] is 38 or 48)
                style = style.Extended(numbers, ref i);
            else
                style = style.With(numbers[i]);
        }
        return style;
    }

    private AnsiStyle With(int code) => code switch
    {
        0 => default,
        1 => this with { IsBold = true },
        2 => this with { IsFaint = true },
        3 => this with { IsItalic = true },
        4 => this with { IsUnderlined = true },
        22 => this with { IsBold = false, IsFaint = false },
        23 => this with { IsItalic = false },
        24 => this with { IsUnderlined = false },
        >= 30 and <= 37 => this with { Colour = code - 30 },
        39 => this with { Colour = null },
        >= 90 and <= 97 => this with { Colour = code - 90 + 8 },
        // Backgrounds are left out: on a page with two themes they hide more than they tell.
        _ => this,
    };

    // 38;5;n and 38;2;r;g;b: the first sixteen are shown, the rest keeps the colour of the text.
    private AnsiStyle Extended(List<int> numbers, ref int at)
    {
        var isForeground = numbers[at] == 38;
        var kind = at + 1 < numbers.Count ? numbers[at + 1] : 0;
        var colour = kind == 5 && at + 2 < numbers.Count ? numbers[at + 2] : -1;
        at += kind == 5 ? 2 : kind == 2 ? 4 : 0;
        return isForeground && colour is >= 0 and < 16 ? this with { Colour = colour } : this;
    }
}
