using System.Security.Cryptography;

namespace PawPal.Api.Export;

/// <summary>An id that follows from what it is of, so that what is imported twice is one thing.</summary>
internal static class StableId
{
    public static Guid Of(ReadOnlySpan<byte> content)
    {
        var hash = SHA256.HashData(content).AsSpan(0, 16);
        // UUIDv8 (RFC 9562, 5.8): bits of our own making.
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash, bigEndian: true);
    }
}
