using System.Buffers.Binary;

namespace PawPal.Api.Tests.Voice;

/// <summary>WAV files made to measure.</summary>
internal static class WavBytes
{
    /// <summary>A tone, which is sound and no speech.</summary>
    public static byte[] Tone(double seconds, int rate = 16_000, int channels = 1, short amplitude = 8_000) =>
        File(rate, channels, Samples(
            (int)(seconds * rate), channels, i => (short)(amplitude * Math.Sin(i * 440 * 2 * Math.PI / rate))));

    public static byte[] Silence(double seconds, int rate = 16_000) => Tone(seconds, rate, amplitude: 0);

    /// <summary>White noise from a fixed seed.</summary>
    public static byte[] Noise(double seconds, int rate = 16_000)
    {
        var state = 12_345u;
        return File(rate, 1, Samples((int)(seconds * rate), 1, _ =>
        {
            state = state * 1_664_525 + 1_013_904_223;
            return (short)((int)(state >> 16) - 32_768);
        }));
    }

    public static byte[] File(
        int rate,
        int channels,
        byte[] samples,
        ushort format = 1,
        ushort bits = 16,
        uint? dataLength = null,
        byte[]? extension = null)
    {
        byte[] body = [.. Format(rate, channels, format, bits, extension ?? []), .. Chunk("data", samples, dataLength)];
        return [.. "RIFF"u8, .. Number(4 + body.Length), .. "WAVE"u8, .. body];
    }

    /// <summary>
    /// The extra fields of WAVE_FORMAT_EXTENSIBLE with <paramref name="subFormat"/> (1 = PCM, 3 = float).
    /// </summary>
    public static byte[] Extension(byte subFormat = 1) =>
        [22, 0, 16, 0, 3, 0, 0, 0, subFormat, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static byte[] Chunk(string name, byte[] body, uint? length = null) =>
        [.. System.Text.Encoding.ASCII.GetBytes(name), .. Number((int)(length ?? (uint)body.Length)), .. body];

    public static byte[] Samples(int frames, int channels, Func<int, short> at)
    {
        var bytes = new byte[frames * channels * 2];
        for (var i = 0; i < frames * channels; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * 2), at(i / channels));
        return bytes;
    }

    private static byte[] Format(int rate, int channels, ushort format, ushort bits, byte[] extension)
    {
        var block = channels * bits / 8;
        return Chunk("fmt ",
        [
            .. Short(format), .. Short((ushort)channels), .. Number(rate), .. Number(rate * block),
            .. Short((ushort)block),
            .. Short(bits), .. extension,
        ]);
    }

    private static byte[] Number(int value) => BitConverter.GetBytes(value);

    private static byte[] Short(ushort value) => BitConverter.GetBytes(value);
}
