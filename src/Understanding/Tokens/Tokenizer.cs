using System.Globalization;

namespace PawPal.Understanding;

/// <summary>Text to tokens: lower case, glued units split ("4kg"), contractions written out, odd signs
/// dropped.</summary>
internal sealed class Tokenizer(
    IReadOnlyDictionary<string, string[]> contractions, IReadOnlySet<string> abbreviations,
    IReadOnlySet<string> loneEndings)
{
    private static readonly Dictionary<char, decimal> VulgarFractions = new()
    {
        ['½'] = 0.5m,
        ['¼'] = 0.25m,
        ['¾'] = 0.75m,
        ['⅓'] = 1m / 3,
        ['⅔'] = 2m / 3,
        ['⅛'] = 0.125m,
        ['⅕'] = 0.2m,
    };

    public List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>((text.Length / 5) + 2);
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c)) at = ReadNumber(text, at, tokens);
            else if (char.IsLetter(c) || IsApostrophe(c)) at = ReadWord(text, at, tokens);
            else at = ReadSign(text, at, tokens);
        }

        return tokens;
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or 'ʼ' or '`';

    private static int ReadNumber(string text, int start, List<Token> tokens)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsInnerSign(text, end))) end++;
        var raw = text[start..end].Replace(',', '.').ToString(CultureInfo.InvariantCulture);
        if (raw.Length > 4 && raw.Count(c => c == '.') == 1 && text.AsSpan(start, end - start).Contains(',')
            && raw.Length - raw.IndexOf('.', StringComparison.Ordinal) == 4)
            raw = raw.Replace(".", "", StringComparison.Ordinal);
        tokens.Add(new(raw, TokenKind.Number, ValueOf(raw), start));
        return end;
    }

    private static bool IsInnerSign(string text, int at) =>
        text[at] is '.' or ',' or ':' or '/' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
        && char.IsAsciiDigit(text[at - 1]);

    private static decimal ValueOf(string raw)
    {
        var slash = raw.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            var above = Plain(raw[..slash]);
            var below = Plain(raw[(slash + 1)..]);
            return below > 0 ? above / below : 0;
        }

        return Plain(raw);
    }

    private static decimal Plain(string raw) =>
        raw.Length <= 9 && decimal.TryParse(raw, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var value)
            ? value
            : 0;

    private int ReadWord(string text, int start, List<Token> tokens)
    {
        var end = start;
        while (end < text.Length && (char.IsLetter(text[end]) || IsApostrophe(text[end])
            || IsMarkOfLetter(text[end]))) end++;
        if (end == start) return start + 1;
        var word = Plain(text.AsSpan(start, end - start));
        if (word.Length == 1 && IsDottedPair(text, end))
        {
            tokens.Add(new(word + char.ToLowerInvariant(text[end + 1]), TokenKind.Word, 0, start));
            return end + 2 < text.Length && text[end + 2] == '.' ? end + 3 : end + 2;
        }

        AddWord(word, start, tokens);
        return end < text.Length && text[end] == '.' && abbreviations.Contains(word) ? end + 1 : end;
    }

    private static bool IsMarkOfLetter(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool IsDottedPair(string text, int end) =>
        end + 1 < text.Length && text[end] == '.' && char.IsLetter(text[end + 1])
        && (end + 2 == text.Length || !char.IsLetter(text[end + 2]));

    private static string Plain(ReadOnlySpan<char> raw)
    {
        Span<char> plain = raw.Length <= 64 ? stackalloc char[raw.Length] : new char[raw.Length];
        for (var i = 0; i < raw.Length; i++) plain[i] = IsApostrophe(raw[i]) ? '\'' : char.ToLowerInvariant(raw[i]);
        return new string(plain);
    }

    private void AddWord(string word, int start, List<Token> tokens)
    {
        word = word.TrimStart('\'');
        if (contractions.TryGetValue(word, out var parts))
        {
            foreach (var part in parts) tokens.Add(new(part, TokenKind.Word, 0, start));
            return;
        }

        var apostrophe = word.LastIndexOf('\'');
        if (apostrophe > 0 && apostrophe < word.Length - 1)
        {
            tokens.Add(new(word[..apostrophe], TokenKind.Word, 0, start));
            tokens.Add(new(word[apostrophe..], TokenKind.Word, 0, start + apostrophe));
            return;
        }

        word = word.TrimEnd('\'');
        if (word.Length == 0) return;
        // Recognisers write "luna's" as "luna s".
        var isLoneSuffix = loneEndings.Contains(word) && tokens.Count > 0 && tokens[^1].IsWord;
        tokens.Add(new(isLoneSuffix ? Token.Suffix : word, TokenKind.Word, 0, start));
    }

    // "20-30"; or the sign alone, as the lexicon names it.
    private static bool IsBetweenDigits(string text, int at) => text.Length == 1
        || (at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]));

    private static int ReadSign(string text, int at, List<Token> tokens)
    {
        var c = text[at];
        if (VulgarFractions.TryGetValue(c, out var value)) tokens.Add(new(c.ToString(), TokenKind.Number, value, at));
        else if (c is '.' or '!' or '?' or ';' or '\n') tokens.Add(new(c == '?' ? "?" : ".", TokenKind.Mark, 0, at));
        else if (c is ',' or ':' or '(' or ')' or '–' or '—') tokens.Add(new(",", TokenKind.Mark, 0, at));
        else if (c is '-' && at > 0 && at + 1 < text.Length && text[at - 1] == ' ' && text[at + 1] == ' ')
            tokens.Add(new(",", TokenKind.Mark, 0, at));
        else if (c is '-' && IsBetweenDigits(text, at))
            tokens.Add(new("-", TokenKind.Word, 0, at));
        else if (c is '&' or '+') tokens.Add(new("&", TokenKind.Word, 0, at));
        else if (c is '@') tokens.Add(new("@", TokenKind.Word, 0, at));
        else if (c is '~') tokens.Add(new("~", TokenKind.Word, 0, at));
        return at + 1;
    }
}
