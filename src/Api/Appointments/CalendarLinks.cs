using System.Buffers.Text;
using System.Security.Cryptography;
using PawPal.Api.Sessions;

namespace PawPal.Api.Appointments;

/// <summary>
/// Links are reckoned from the server's secret and the feed's id, so that neither a table nor a kept answer holds one.
/// </summary>
internal sealed class CalendarLinks(SecretKey secret)
{
    private const string Extension = ".ics";
    private const int Bytes = 32;

    private readonly byte[] _key = secret.Derive("pawpal calendar links");

    public string PathOf(Guid feed) =>
        $"/{PawPalEndpoints.Prefix}/calendar/{Base64Url.EncodeToString(TokenOf(feed))}{Extension}";

    public byte[] HashOf(Guid feed) => SHA256.HashData(TokenOf(feed));

    /// <summary>The hash of what a caller brings; null for what can be no link.</summary>
    public static byte[]? HashOf(string? link)
    {
        if (link is null || !link.EndsWith(Extension, StringComparison.Ordinal))
            return null;
        var text = link.AsSpan(0, link.Length - Extension.Length);
        Span<byte> token = stackalloc byte[Bytes];
        return text.Length == Base64Url.GetEncodedLength(Bytes)
            && Base64Url.TryDecodeFromChars(text, token, out var written) && written == Bytes
                ? SHA256.HashData(token)
                : null;
    }

    private byte[] TokenOf(Guid feed) => HMACSHA256.HashData(_key, feed.ToByteArray(bigEndian: true));
}
