namespace PawPal.Understanding;

/// <param name="Length">In tokens.</param>
internal readonly record struct Match(Cue Cue, int Length, string Value);

/// <summary>The tokens of an utterance, with every lexicon phrase that starts at each of them.</summary>
internal sealed class Sentence
{
    private readonly List<Match> _matches = new(64);
    private readonly int[] _first;
    private readonly string _text;

    /// <param name="own">Phrases of this household, besides the language's.</param>
    public Sentence(List<Token> tokens, Lexicon lexicon, IReadOnlyList<Phrase>? own = null, string text = "")
    {
        _text = text;
        Tokens = tokens;
        Lexicon = lexicon;
        _first = new int[tokens.Count + 1];
        for (var i = 0; i < tokens.Count; i++)
        {
            _first[i] = _matches.Count;
            if (!tokens[i].IsWord && !tokens[i].IsNumber) continue;
            foreach (var phrase in own ?? [])
                if (string.Equals(phrase.Tokens[0], tokens[i].Text, StringComparison.Ordinal)) AddIfStands(phrase, i);
            var isOwn = _matches.Count > _first[i];
            foreach (var phrase in lexicon.StartingWith(tokens[i].Text)) AddIfStands(phrase, i);
            if (isOwn) _matches.Sort(_first[i], _matches.Count - _first[i], LongestFirst);
        }

        _first[tokens.Count] = _matches.Count;
    }

    public List<Token> Tokens { get; }

    public Lexicon Lexicon { get; }

    public int Count => Tokens.Count;

    public Token this[int i] => Tokens[i];

    /// <summary>Length of the longest phrase of this kind at <paramref name="i"/>; 0 when there is none.</summary>
    public int Length(int i, Cue cue) => Find(i, cue).Length;

    public bool Is(int i, Cue cue) => Length(i, cue) > 0;

    /// <summary>Longest first.</summary>
    public Match Find(int i, Cue cue)
    {
        if (i < 0 || i >= Count) return default;
        for (var m = _first[i]; m < _first[i + 1]; m++)
            if (_matches[m].Cue == cue)
                return _matches[m];
        return default;
    }

    public int LongestAt(int i) => _first[i] == _first[i + 1] ? 0 : _matches[_first[i]].Length;

    /// <summary>A phrase of exactly this kind and length.</summary>
    public bool Has(int i, int length, Cue cue)
    {
        for (var m = _first[i]; m < _first[i + 1]; m++)
            if (_matches[m].Cue == cue && _matches[m].Length == length)
                return true;
        return false;
    }

    public string Text(int start, int end)
    {
        var words = new List<string>(end - start);
        for (var i = start; i < end; i++)
        {
            if (Tokens[i].IsSuffix && words.Count > 0) words[^1] += Token.Suffix;
            else if (i > start && IsGlued(i)) words[^1] += Tokens[i].Text;
            else if (!Tokens[i].IsMark) words.Add(Tokens[i].Text);
        }

        return string.Join(' ', words);
    }

    // "b12" is one word of two tokens.
    private bool IsGlued(int i) => Tokens[i].IsNumber && Tokens[i - 1].IsWord
        && Tokens[i - 1].Start + Tokens[i - 1].Text.Length == Tokens[i].Start;

    /// <summary>The words as they were said, without signs around them.</summary>
    public string Original(int start, int end)
    {
        var from = Tokens[start].Start;
        var to = end < Count ? Tokens[end].Start : _text.Length;
        return from >= to ? "" : _text[from..to].Trim(' ', ',', '.', ';', ':', '!', '?', '\n', '\t', '"');
    }

    /// <summary>Where the tokens stand in the text, without signs and blanks after them.</summary>
    public (int Start, int Length) SpanOf(int start, int end)
    {
        var from = Tokens[start].Start;
        var to = end < Count ? Tokens[end].Start : _text.Length;
        while (to > from && !char.IsLetterOrDigit(_text[to - 1]) && !char.IsSymbol(_text[to - 1])) to--;
        return (from, Math.Max(0, to - from));
    }

    /// <summary>Where a value stands in the text as it is, from a place on; -1 where it does not.</summary>
    public int IndexOf(string value, int from) =>
        value.Length == 0 ? -1 : _text.IndexOf(value, from, StringComparison.OrdinalIgnoreCase);

    private static readonly Comparer<Match> LongestFirst = Comparer<Match>.Create((a, b) =>
        b.Length.CompareTo(a.Length));

    /// <summary>All phrases that start at <paramref name="i"/>, longest first.</summary>
    public ReadOnlySpan<Match> At(int i) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_matches)[_first[i].._first[i + 1]];

    private void AddIfStands(Phrase phrase, int i)
    {
        if (Stands(phrase.Tokens, i)) _matches.Add(new(phrase.Cue, phrase.Tokens.Length, phrase.Value));
    }

    private bool Stands(string[] phrase, int at)
    {
        if (at + phrase.Length > Count) return false;
        for (var k = 1; k < phrase.Length; k++)
            if (Tokens[at + k].IsMark || !string.Equals(Tokens[at + k].Text, phrase[k], StringComparison.Ordinal))
                return false;
        return true;
    }
}
