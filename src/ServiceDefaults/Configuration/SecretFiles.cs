using System.Text.RegularExpressions;

namespace PawPal.ServiceDefaults.Configuration;

/// <summary>
/// Puts secrets into a text that names the files they stand in: <c>Password={file:/run/secrets/postgres-password}</c>.
/// <c>{file:...|uri}</c> is the percent-encoded form. What a process reads by itself stands neither in its environment
/// nor in what an engine tells about the container.
/// </summary>
internal static partial class SecretFiles
{
    private const long MostBytes = 64 * 1024;

    /// <param name="name">Named in errors, which never show a value.</param>
    /// <exception cref="ServiceConfigurationException">A file is missing, empty, too large or not readable.</exception>
    public static string Resolve(string name, string text) => Reference.Replace(text, match =>
    {
        var secret = Read(name, match.Groups["path"].Value);
        return match.Groups["uri"].Success ? Uri.EscapeDataString(secret) : secret;
    });

    private static string Read(string name, string path)
    {
        try
        {
            var file = new FileInfo(path);
            // An engine makes a folder of a file that is missing.
            if (Directory.Exists(path))
                throw new ServiceConfigurationException($"{name}: {path} is a folder, not the file of a secret.");
            if (file.Exists && file.Length > MostBytes)
                throw new ServiceConfigurationException($"{name}: the file {path} is too large for a secret.");
            var secret = File.ReadAllText(path).TrimEnd('\r', '\n');
            return secret.Length > 0
                ? secret
                : throw new ServiceConfigurationException($"{name}: the file {path} is empty.");
        }
        catch (Exception refused) when (refused is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ServiceConfigurationException($"{name}: the file {path} does not exist.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ServiceConfigurationException($"{name}: the file {path} cannot be read by this user.");
        }
    }

    [GeneratedRegex(@"\{file:(?<path>/[^{}|]+)(?<uri>\|uri)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference { get; }
}
