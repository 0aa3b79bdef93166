namespace PawPal.Api.Files;

/// <summary>What a file is, by its own first bytes; what its name or sender says does not count.</summary>
internal static class FileKind
{
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string WebP = "image/webp";
    public const string Pdf = "application/pdf";

    /// <summary>Null for anything else.</summary>
    public static string? Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return Jpeg;
        if (content.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return Png;
        if (content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8))
            return WebP;
        return IsPdf(content) ? Pdf : null;
    }

    // A beginning and an end: a file that was cut off on its way is none.
    private static bool IsPdf(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) && content[Math.Max(0, content.Length - 2_048)..].LastIndexOf("%%EOF"u8) >= 0;
}
