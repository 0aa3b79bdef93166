using System.Text.RegularExpressions;

namespace PawPal.Speech.Grammar;

/// <summary>Cuts JSGF into rule names, words, weights and signs.</summary>
internal static partial class JsgfTokens
{
    /// <exception cref="FormatException">A character that is none of them.</exception>
    public static IReadOnlyList<string> Of(string text)
    {
        var tokens = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            var match = Token.Match(text, at);
            if (!match.Success || match.Index != at)
                throw new FormatException($"Unexpected '{text[at]}' in a grammar");
            at += match.Length;
            if (match.Groups["token"].Success)
                tokens.Add(match.Groups["token"].Value);
        }

        return tokens;
    }

    [GeneratedRegex(
        """(?:\s+|//[^\n]*|\#JSGF[^\n]*|grammar\s[^\n]*|(?<token><[a-z_0-9]+>|/[0-9.]+/|[a-z']+|[=|()\[\];]))""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Token { get; }
}
