using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PawPal.Api.Sessions;

/// <summary>
/// A kind of secret that is sent as a bearer: a prefix that says what it is, and 256 random bits. Of it only the hash
/// is
/// stored, so that a copy of the database opens nothing.
/// </summary>
internal sealed class BearerSecret(string prefix)
{
    private const int Bytes = 32;

    private readonly string _header = $"Bearer {prefix}";

    public (string Token, byte[] Hash) New()
    {
        var token = prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (token, HashOf(token));
    }

    /// <summary>The hash of what the request brings; null when it brings none of this kind.</summary>
    public byte[]? Read(HttpRequest request) =>
        request.Headers.Authorization is [{ } header]
        && header.StartsWith(_header, StringComparison.Ordinal)
        && header.Length == _header.Length + Base64Url.GetEncodedLength(Bytes)
            ? HashOf(header["Bearer ".Length..])
            : null;

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
