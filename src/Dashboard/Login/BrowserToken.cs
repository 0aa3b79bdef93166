using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PawPal.Dashboard.Doors;

namespace PawPal.Dashboard.Login;

/// <summary>The token that opens the pages.</summary>
internal sealed class BrowserToken
{
    private readonly byte[] _hash;

    public BrowserToken(IOptions<FrontendOptions> options) =>
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.BrowserToken));

    /// <summary>Whether it is the token; takes the same time whatever was given.</summary>
    public bool Fits(string? given) => CryptographicOperations.FixedTimeEquals(
        _hash, SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")));
}
