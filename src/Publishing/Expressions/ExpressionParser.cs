using System.Text.RegularExpressions;

namespace PawPal.Publishing.Expressions;

/// <summary>Takes a text of the manifest apart: <c>{resource.path}</c> is an expression, all else is literal.</summary>
internal static partial class ExpressionParser
{
    /// <summary>Literals, and expressions as their resource and the words after it.</summary>
    public static IEnumerable<ExpressionPart> Parse(string text)
    {
        var end = 0;
        foreach (Match match in Expression.Matches(text))
        {
            if (match.Index > end)
                yield return new(text[end..match.Index], null, []);
            end = match.Index + match.Length;
            var words = match.Groups["path"].Value.Split('.');
            yield return new(match.Value, words[0], words[1..]);
        }

        if (end < text.Length)
            yield return new(text[end..], null, []);
    }

    // Other braces are part of the text: variables may hold JSON.
    [GeneratedRegex(@"\{(?<path>[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression { get; }
}

/// <param name="Text">As it stands.</param>
/// <param name="Resource">Null: a literal.</param>
internal sealed record ExpressionPart(string Text, string? Resource, IReadOnlyList<string> Words);
