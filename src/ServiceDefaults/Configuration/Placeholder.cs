namespace PawPal.ServiceDefaults.Configuration;

/// <summary>Words that files and guides put where a secret belongs. Everybody knows them.</summary>
public static class Placeholder
{
    // In lower case, without the marks between the letters.
    private static readonly string[] Words =
    [
        "changeme", "changethis", "yoursecret", "yourpassword", "secretkeyhere", "replaceme", "placeholder", "example",
        "insecure", "notsecret",
    ];

    /// <summary>Whether a password is such a word: <c>change-me</c>, <c>CHANGE_ME</c>.</summary>
    public static bool Is(string? password) =>
        password is not null && Words.Contains(Letters(password), StringComparer.Ordinal);

    /// <summary>Whether a key holds such a word, however long it was made.</summary>
    public static bool IsIn(string key)
    {
        var letters = Letters(key);
        return Words.Any(word => letters.Contains(word, StringComparison.Ordinal));
    }

    private static string Letters(string text) =>
        string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>The error of a setting that still has such a password.</summary>
    internal static ServiceConfigurationException InPasswordOf(string setting) => new(
        $"{setting} still has a placeholder as its password, which everybody knows: set the store's real password.");
}
