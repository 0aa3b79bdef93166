using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule for names: they become host names, file names and variables.</summary>
internal static class ModelName
{
    private const int MaxLength = 64;

    public static void Validate(string target, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Fault(name) is { } fault)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{target} name '{name}' is invalid. Name must {fault}."),
                nameof(name));
        }
    }

    private static string? Fault(string name)
    {
        if (name.Length is < 1 or > MaxLength)
            return "be between 1 and 64 characters long";
        if (name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-'))
            return "contain only ASCII letters, digits, and hyphens";
        if (!char.IsAsciiLetter(name[0]))
            return "start with an ASCII letter";
        if (name[^1] == '-')
            return "not end with a hyphen";
        return name.Contains("--", StringComparison.Ordinal) ? "not contain consecutive hyphens" : null;
    }
}
