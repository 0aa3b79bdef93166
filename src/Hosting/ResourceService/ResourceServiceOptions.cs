using System.Security.Cryptography;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace PawPal.Hosting.ResourceService;

/// <summary>Where the resource service listens, and for whom. Names are upstream's.</summary>
internal sealed record ResourceServiceOptions
{
    private const string Section = "AppHost:ResourceService";
    private static readonly string[] AddressKeys =
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "DOTNET_RESOURCE_SERVICE_ENDPOINT_URL"];

    /// <summary>The address asked for, or null for any free port of 127.0.0.1.</summary>
    public Uri? Address { get; init; }

    /// <summary>What a dashboard has to show, or null when anybody may ask: <c>AuthMode=Unsecured</c>.</summary>
    public string? ApiKey { get; init; }

    /// <exception cref="DistributedApplicationException">A value is not what its key asks for.</exception>
    public static ResourceServiceOptions From(IConfiguration configuration)
    {
        var key = Array.Find(AddressKeys, key => configuration[key] is { Length: > 0 });
        return new()
        {
            Address = key is null ? null : AddressOf(key, configuration[key]!),
            ApiKey = configuration[$"{Section}:AuthMode"] switch
            {
                null or "" or "ApiKey" => configuration[$"{Section}:ApiKey"] is { Length: > 0 } given
                    ? given
                    : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                "Unsecured" => null,
                var other => throw new DistributedApplicationException(
                    $"The configuration key {Section}:AuthMode has the value '{other}'; known: ApiKey, Unsecured."),
            },
        };
    }

    private static Uri AddressOf(string key, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp
            && address.IsLoopback
            ? address
            : throw new DistributedApplicationException($"The configuration key {key} has the value '{text}', which is "
                + "not an address like http://127.0.0.1:22057: this engine speaks plain HTTP/2 to this machine alone.");
}
