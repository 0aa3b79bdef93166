using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace PawPal.ServiceDefaults.Telemetry;

/// <summary>Where metrics are served: as near or as far as the service itself listens, never farther.</summary>
/// <param name="IsAny">On every address of the machine.</param>
/// <param name="Local">Otherwise on these.</param>
internal sealed record MetricsAddress(bool IsAny, IReadOnlyCollection<IPAddress> Local)
{
    /// <param name="addresses">What the service listens on, <c>http://127.0.0.1:8000</c>; none when it is no web
    /// server.</param>
    /// <param name="configuration">Asked when there are none: a worker follows the same variables as a web
    /// server.</param>
    public static MetricsAddress Of(ICollection<string> addresses, IConfiguration configuration)
    {
        if (addresses.Count == 0)
            addresses = Configured(configuration);
        var hosts = addresses.Select(Host).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var local = new HashSet<IPAddress>();
        foreach (var host in hosts)
        {
            if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
                local.Add(IPAddress.Loopback);
            else if (!IPAddress.TryParse(host, out var address)
                || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
                // Any other name is what Kestrel too takes for every address.
                return new MetricsAddress(IsAny: true, []);
            else
                local.Add(address);
        }

        return new MetricsAddress(IsAny: false, local.Count == 0 ? [IPAddress.Loopback] : local);
    }

    public void Listen(KestrelServerOptions options, int port)
    {
        if (IsAny)
            options.ListenAnyIP(port);
        foreach (var address in Local)
            options.Listen(address, port);
    }

    private static string[] Configured(IConfiguration configuration)
    {
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var urls = configuration["URLS"] ?? configuration["ASPNETCORE_URLS"];
        if (!string.IsNullOrWhiteSpace(urls))
            return urls.Split(';', Trimmed);
        var ports = configuration["HTTP_PORTS"] ?? configuration["ASPNETCORE_HTTP_PORTS"];
        return string.IsNullOrWhiteSpace(ports) ? [] : ["http://*"];
    }

    private static string Host(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? address : address[(start + 3)..];
        if (rest.StartsWith('['))
            return rest[1..Math.Max(1, rest.IndexOf(']', StringComparison.Ordinal))];
        var end = rest.AsSpan().IndexOfAny(':', '/');
        return end < 0 ? rest : rest[..end];
    }
}
