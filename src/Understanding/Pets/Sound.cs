using System.Text;

namespace PawPal.Understanding;

/// <summary>How alike two words are, in letters and in sound.</summary>
internal static class Sound
{
    /// <summary>Consonants as they sound, vowels dropped: "mochi", "moshy" and "moachy" share a key.</summary>
    public static string Key(string word)
    {
        var key = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            if (i > 0 && word[i] == word[i - 1]) continue;
            var next = i + 1 < word.Length ? word[i + 1] : ' ';
            var (sound, used) = Of(word[i], next, i);
            foreach (var c in sound)
                if (key.Length == 0 || key[^1] != c)
                    key.Append(c);
            i += used - 1;
        }

        return key.ToString();
    }

    private static (string Sound, int Used) Of(char c, char next, int at) => (c, next) switch
    {
        ('p', 'h') => ("f", 2),
        ('c' or 's', 'h') => ("x", 2),
        ('t', 'h') => ("t", 2),
        ('g', 'h') => ("", 2),
        ('c', 'k') => ("k", 2),
        ('k' or 'g', 'n') when at == 0 => ("n", 2),
        ('w', 'r' or 'h') when at == 0 => (next == 'r' ? "r" : "w", 2),
        ('c', 'e' or 'i' or 'y') => ("s", 1),
        ('c' or 'q', _) => ("k", 1),
        ('x', _) => ("ks", 1),
        ('z', _) => ("s", 1),
        ('v', _) => ("f", 1),
        ('a' or 'e' or 'i' or 'o' or 'u', _) => (at == 0 ? "a" : "", 1),
        ('y' or 'w' or 'h', _) => (at == 0 ? c.ToString() : "", 1),
        // "Luner" for "Luna", "marks" for "Max": many speakers have no "r" there.
        ('r', _) when !IsVowel(next) => ("", 1),
        _ => (char.IsLetter(c) ? c.ToString() : "", 1),
    };

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    /// <summary>Edits between two words, a swap of neighbours counting once; more than <paramref name="limit"/> is
    /// limit + 1.</summary>
    public static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit) return limit + 1;
        if (b.Length > 80) return limit + 1;
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        Span<int> older = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], older[j - 2] + 1);
            }

            var free = older;
            older = previous;
            previous = current;
            current = free;
        }

        return Math.Min(previous[b.Length], limit + 1);
    }

    /// <summary>Whether <paramref name="heard"/> may be <paramref name="name"/>; smaller is closer, null is
    /// no.</summary>
    public static int? Closeness(string heard, string name)
    {
        if (heard.Length < 3 || heard.Length > name.Length + 4) return null;
        var limit = name.Length switch { <= 3 => 0, <= 5 => 1, _ => 2 };
        var distance = Distance(heard, name, 3);
        if (distance <= limit) return distance;
        var (one, other) = (Key(heard), Key(name));
        var isSame = string.Equals(one, other, StringComparison.Ordinal);
        var most = Math.Min(other.Length, 3);
        if (isSame && distance <= most) return distance + 1;
        // "Moki" for "Mochi": a "ch" is read in two ways.
        var isHard = string.Equals(one.Replace('x', 'k'), other.Replace('x', 'k'), StringComparison.Ordinal);
        return isHard && other.Length > 1 && distance <= 2 ? distance + 2 : null;
    }
}
