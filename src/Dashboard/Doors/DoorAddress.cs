namespace PawPal.Dashboard.Doors;

/// <summary>Where one door listens.</summary>
internal sealed record DoorAddress(Door Door, Uri Url)
{
    /// <summary>Reads the addresses of a setting, separated by semicolons. A wrong one names its key.</summary>
    public static IEnumerable<DoorAddress> Parse(Door door, string key, string urls)
    {
        var parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0)
            throw new DashboardConfigurationException($"{key} is empty; give an address such as http://127.0.0.1:18888");
        foreach (var part in parts)
        {
            // Kestrel's way to say "every address of this machine".
            var text = part.Replace("//*", "//0.0.0.0", StringComparison.Ordinal)
                .Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Port == 0)
                throw new DashboardConfigurationException(
                    $"{key} holds '{part}', which is no address such as http://127.0.0.1:18888");
            yield return new(door, url);
        }
    }
}
