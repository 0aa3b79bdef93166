using System.Buffers.Binary;

namespace PawPal.Speech.Tests;

/// <summary>Sounds that are no speech, and WAV files around any samples.</summary>
internal static class Sounds
{
    public const int Rate = 16_000;

    public static short[] Make(string kind, int seconds)
    {
        var random = new Random(7);
        var level = 0.0;
        var samples = new short[seconds * Rate];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = kind switch
            {
                "white" => (short)random.Next(-6_000, 6_000),
                "brown" => (short)(level = level * 0.998 + random.Next(-400, 400)),
                "melody" => Melody(i),
                _ => 0,
            };
        }

        return samples;
    }

    public static short[] Tone(double hertz, int rate, double seconds, double peak = 10_000)
    {
        var samples = new short[(int)(rate * seconds)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (short)(peak * Math.Sin(2 * Math.PI * hertz * i / rate));
        return samples;
    }

    public static byte[] Wav(short[] samples, int rate = Rate, int channels = 1)
    {
        var data = new byte[samples.Length * 2 * channels];
        for (var i = 0; i < samples.Length * channels; i++)
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(i * 2), samples[i / channels]);
        return Wav(data, rate, channels);
    }

    public static byte[] Wav(
        byte[] data, int rate = Rate, int channels = 1, int bits = 16, int tag = 1, uint? size = null,
        byte[]? before = null)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length);
        writer.Write("WAVE"u8);
        writer.Write(before ?? []);
        writer.Write("fmt "u8);
        writer.Write(16);
        writer.Write((short)tag);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        writer.Write("data"u8);
        writer.Write(size ?? (uint)data.Length);
        writer.Write(data);
        writer.Flush();
        return stream.ToArray();
    }

    // Eight notes of 0.4 s, each with its octave, fading in and out.
    private static short Melody(int i)
    {
        const int Note = Rate * 2 / 5;
        var hertz = 220 + 55 * (i / Note % 8);
        var fade = Math.Sin(Math.PI * (i % Note) / Note);
        var turn = 2 * Math.PI * hertz * i / Rate;
        return (short)(9_000 * fade * (Math.Sin(turn) + 0.5 * Math.Sin(2 * turn)));
    }
}
