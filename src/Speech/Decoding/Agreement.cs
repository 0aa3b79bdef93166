namespace PawPal.Speech.Decoding;

/// <summary>Whether two decoders heard the same: the only sign of trust there is.</summary>
/// <remarks>
/// A grammar forces every sound into a command and reports no confidence. A statistical model of the same sentences
/// strays differently when what was said is none of them.
/// </remarks>
internal static class Agreement
{
    /// <summary>Measured: accepted none of 36 unrelated sentences and nine of ten covered ones.</summary>
    public const double Limit = 0.34;

    public static bool Between(string grammar, string trigram) =>
        grammar.Length > 0 && Distance(grammar, trigram) <= Limit;

    /// <summary>Word edits from one text to the other, per word of the longer: 0 (same) to 1.</summary>
    public static double Distance(string left, string right)
    {
        var a = left.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var b = right.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (a.Length + b.Length == 0)
            return 0;
        var row = new int[b.Length + 1];
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
        foreach (var (i, word) in a.Index())
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var substituted = diagonal + (string.Equals(word, b[j], StringComparison.Ordinal) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, Math.Min(row[j], diagonal) + 1);
            }
        }

        return (double)row[^1] / Math.Max(a.Length, b.Length);
    }
}
