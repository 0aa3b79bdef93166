using System.ComponentModel.DataAnnotations;
using System.Net;

namespace PawPal.Gateway.Edge;

internal sealed record GatewayOptions : IValidatableObject
{
    public const string Section = "Gateway";

    /// <summary>
    /// One more than the backend's own limit, so that the backend can refuse what is a little too large.
    /// </summary>
    [Range(1_024, 1_073_741_824)]
    public long MaxRequestBodyBytes { get; init; } = 21 * 1_024 * 1_024;

    /// <summary>How long a service may take without sending or receiving a byte.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan ActivityTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of proxies in front of this gateway. Only from them are
    /// <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> believed.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <exception cref="FormatException">One of them is neither an address nor a network.</exception>
    public IEnumerable<IPNetwork> TrustedNetworks() => TrustedProxies.Select(text =>
        TryRead(text, out var network) ? network : throw new FormatException("Not an address or network"));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TrustedProxies.Any(text => !TryRead(text, out _)))
            yield return new ValidationResult(
                "It must hold addresses or networks such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
    }

    private static bool TryRead(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
            return true;
        if (!IPAddress.TryParse(text, out var address))
            return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
