using System.Security.Cryptography;
using System.Text;

namespace PawPal.Api.Idempotency;

/// <summary>What a key was used for: SHA-256 over the route and the body.</summary>
internal static class Fingerprint
{
    public static byte[] Of(string route, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(route));
        // A byte that no route has, so that no route and body can stand for another pair.
        hash.AppendData([0]);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    public static byte[] Of(string route, string body) => Of(route, Encoding.UTF8.GetBytes(body));
}
