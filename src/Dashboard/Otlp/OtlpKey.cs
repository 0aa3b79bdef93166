using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace PawPal.Dashboard.Otlp;

/// <summary>Judges the key of a sender, in the same time whatever it says.</summary>
internal sealed class OtlpKey
{
    public const string Header = "x-otlp-api-key";

    private readonly byte[][] _hashes;
    private readonly bool _isOpen;

    public OtlpKey(IOptions<OtlpOptions> options)
    {
        _isOpen = options.Value.AuthMode == OtlpAuthMode.Unsecured;
        _hashes = [.. new[] { options.Value.PrimaryApiKey, options.Value.SecondaryApiKey }
            .Where(k => k.Length > 0).Select(HashOf)];
    }

    public bool Admits(HttpRequest request)
    {
        if (_isOpen)
            return true;
        var given = HashOf(request.Headers[Header].ToString());
        var fits = false;
        foreach (var hash in _hashes)
            fits |= CryptographicOperations.FixedTimeEquals(hash, given);
        return fits;
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
