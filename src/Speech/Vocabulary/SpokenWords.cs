using System.Globalization;
using System.Text;

namespace PawPal.Speech.Vocabulary;

/// <summary>Turns written words into the alphabet of the dictionary: <c>a</c> to <c>z</c>, apostrophe, space.</summary>
internal static class SpokenWords
{
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["mr"] = "mister",
        ["mrs"] = "missus",
        ["ms"] = "miss",
        ["dr"] = "doctor",
        ["st"] = "saint",
        ["jr"] = "junior",
    };

    private static readonly string[] Digits =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>Empty when nothing of <paramref name="text"/> can be said with these letters.</summary>
    public static string From(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                AppendSpoken(letters, c);
        }

        var words = letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('\''))
            .Where(word => word.Length > 0)
            .Select(word => Abbreviations.GetValueOrDefault(word, word));
        return string.Join(' ', words);
    }

    private static void AppendSpoken(StringBuilder letters, char c)
    {
        _ = char.ToLowerInvariant(c) switch
        {
            >= 'a' and <= 'z' and var letter => letters.Append(letter),
            '\'' or '’' => letters.Append('\''),
            >= '0' and <= '9' and var digit => letters.Append(' ').Append(Digits[digit - '0']).Append(' '),
            '&' => letters.Append(" and "),
            'ß' => letters.Append("ss"),
            'ø' => letters.Append('o'),
            'æ' => letters.Append("ae"),
            'ł' => letters.Append('l'),
            '.' => letters,
            _ => letters.Append(' '),
        };
    }
}
