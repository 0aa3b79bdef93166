using System.Text;

namespace PawPal.Publishing.Applications;

/// <summary>Makes names that every platform takes: small letters, digits and dashes.</summary>
internal static class Labels
{
    public static string Of(string name, int most = 50)
    {
        var label = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                label.Append(letter);
            else if (label.Length > 0 && label[^1] != '-')
                label.Append('-');
        }

        var text = label.ToString();
        return (text.Length > most ? text[..most] : text).Trim('-') is { Length: > 0 } made ? made : "x";
    }
}
