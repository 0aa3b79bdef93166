namespace PawPal.Api.Voice;

/// <summary>Format tags of a WAV header.</summary>
internal static class WaveFormat
{
    public const ushort Pcm = 1;
    public const ushort Extensible = 0xFFFE;

    private const int ExtensibleLength = 40;
    private const int SubFormat = 24;

    /// <summary>KSDATAFORMAT_SUBTYPE_PCM as it lies in the file.</summary>
    private static ReadOnlySpan<byte> PcmSubFormat =>
        [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static bool IsExtensiblePcm(ReadOnlySpan<byte> format) =>
        format.Length >= ExtensibleLength && format.Slice(SubFormat, PcmSubFormat.Length).SequenceEqual(PcmSubFormat);
}
