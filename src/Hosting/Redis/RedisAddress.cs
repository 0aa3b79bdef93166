using System.Globalization;

namespace PawPal.Hosting.Redis;

/// <summary>Where a server is and how it is entered, as a connection string says it.</summary>
internal sealed record RedisAddress(string Host, int Port, string? User, string? Password, bool IsTls)
{
    private const int DefaultPort = 6379;

    /// <summary>Reads <c>host:port,password=...,ssl=true</c> or <c>redis://user:password@host:port</c>.</summary>
    public static RedisAddress Parse(string text) =>
        text.Contains("://", StringComparison.Ordinal) ? FromUrl(new Uri(text)) : FromList(text.Split(','));

    private static RedisAddress FromUrl(Uri url)
    {
        var credentials = url.UserInfo.Split(':', 2);
        return new(
            url.Host, url.Port > 0 ? url.Port : DefaultPort,
            credentials[0] is { Length: > 0 } user ? Uri.UnescapeDataString(user) : null,
            credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : null, url.Scheme == "rediss");
    }

    private static RedisAddress FromList(string[] parts)
    {
        var settings = parts.Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var host = parts[0].Trim();
        var colon = host.LastIndexOf(':');
        var isTls = string.Equals(settings["ssl"].LastOrDefault(), "true", StringComparison.OrdinalIgnoreCase);
        return colon > 0 && int.TryParse(host[(colon + 1)..], CultureInfo.InvariantCulture, out var port)
            ? new(host[..colon], port, settings["user"].LastOrDefault(), settings["password"].LastOrDefault(), isTls)
            : new(host, DefaultPort, settings["user"].LastOrDefault(), settings["password"].LastOrDefault(), isTls);
    }
}
