using System.Text.RegularExpressions;

namespace PawPal.Publishing.Manifests;

/// <summary>Names of resources, as Aspire allows them.</summary>
internal static partial class ResourceName
{
    public static bool IsValid(string name) => Pattern.IsMatch(name);

    // An underscore is older than today's rule and still found in manifests.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.None, 1000)]
    private static partial Regex Pattern { get; }
}
