using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PawPal.Api.Files;
using PawPal.Api.Sessions;

namespace PawPal.Api.Push;

/// <summary>
/// The server's VAPID key (RFC 8292) and the seal for what browsers sign in with. Both follow from the server's secret,
/// so there is no further key to keep; with another secret browsers have to subscribe anew.
/// </summary>
internal sealed class PushKeys
{
    private readonly byte[] _seal;

    public PushKeys(SecretKey secret)
    {
        _seal = secret.Derive("push subscriptions");
        var (scalar, point) = KeyOf(secret);
        PrivateKey = Base64Url.EncodeToString(scalar);
        PublicKey = Base64Url.EncodeToString(point);
    }

    public string PublicKey { get; }

    public string PrivateKey { get; }

    public byte[] Seal(string endpoint, byte[] auth) => FileKeys.Seal(_seal, auth, ContextOf(endpoint));

    /// <exception cref="CryptographicException">Sealed with another SECRET_KEY.</exception>
    public byte[] Open(string endpoint, byte[] sealedAuth) => FileKeys.Open(_seal, sealedAuth, ContextOf(endpoint));

    /// <summary>True for an uncompressed point that lies on P-256.</summary>
    public static bool IsPoint(byte[] point)
    {
        if (point.Length != 65 || point[0] != 4)
            return false;
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] ContextOf(string endpoint) => SHA256.HashData(Encoding.UTF8.GetBytes(endpoint));

    // One of 2^32 derived numbers is no key of the curve: then the next one is taken.
    private static (byte[] Scalar, byte[] Point) KeyOf(SecretKey secret)
    {
        for (var number = 1; ; number++)
        {
            var scalar = secret.Derive($"vapid key {number}");
            try
            {
                using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
                var q = key.ExportParameters(includePrivateParameters: false).Q;
                return (scalar, [4, .. q.X!, .. q.Y!]);
            }
            catch (CryptographicException) when (number < 10)
            {
                // The next one.
            }
        }
    }
}
