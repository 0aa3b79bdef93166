using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PawPal.Speech.Audio;

/// <summary>Writes 16-bit mono WAV files with sizes that are right.</summary>
internal static class WavWriter
{
    private const int HeaderLength = 44;

    public static byte[] Write(Sound sound)
    {
        var bytes = MemoryMarshal.AsBytes(sound.Samples.AsSpan());
        var file = new byte[HeaderLength + bytes.Length];
        "RIFF"u8.CopyTo(file);
        Number(file, 4, HeaderLength - 8 + bytes.Length);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        Number(file, 16, 16);
        // Format 1 (PCM), one channel.
        Number(file, 20, 1 | (1 << 16));
        Number(file, 24, sound.Rate);
        Number(file, 28, sound.Rate * sizeof(short));
        // Two bytes a frame, 16 bits a sample.
        Number(file, 32, sizeof(short) | (16 << 16));
        "data"u8.CopyTo(file.AsSpan(36));
        Number(file, 40, bytes.Length);
        bytes.CopyTo(file.AsSpan(HeaderLength));
        return file;
    }

    private static void Number(byte[] file, int at, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
}
