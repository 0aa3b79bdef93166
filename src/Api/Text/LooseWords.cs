using System.Globalization;
using System.Text;

namespace PawPal.Api.Text;

/// <summary>Words as people type them: without accents, with a letter wrong.</summary>
internal static class LooseWords
{
    private const int MostWords = 120;

    public static bool Contains(string[] words, string[] name)
    {
        for (var start = 0; start + name.Length <= words.Length; start++)
        {
            if (words.AsSpan(start, name.Length).SequenceEqual(name))
                return true;
        }

        return false;
    }

    public static bool IsLike(string[] words, string[] name)
    {
        for (var start = 0; start + name.Length <= words.Length; start++)
        {
            if (name.Select((word, place) => IsLike(words[start + place], word)).All(isLike => isLike))
                return true;
        }

        return false;
    }

    /// <summary>The same but for a letter or two, by its length.</summary>
    public static bool IsLike(string said, string word) => word.Length switch
    {
        < 4 => said == word,
        < 8 => Distance(said, word) <= 1,
        _ => Distance(said, word) <= 2,
    };

    public static string[] Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in IsWellFormed(text) ? text.Normalize(NormalizationForm.FormD) : text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark)
                continue;
            plain.Append(char.IsLetterOrDigit(sign) ? char.ToLowerInvariant(sign) : ' ');
        }

        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)];
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text, i++)))
                return false;
        }

        return true;
    }

    /// <summary>Letters to change, add, leave out or swap with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
            return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
