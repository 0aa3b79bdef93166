using System.Buffers.Binary;
using System.Text;

namespace PawPal.Web.Tests.Peer;

/// <summary>A WAVE file of 16-bit mono PCM, read strictly: anything else is an error.</summary>
internal sealed record WavFile(int SampleRate, short[] Samples)
{
    private const int HeaderBytes = 44;

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);

    public int Peak => Samples.Max(sample => Math.Abs((int)sample));

    public static WavFile Parse(ReadOnlySpan<byte> file)
    {
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file[..4]));
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file[4..]));
        Assert.Equal("WAVEfmt ", Encoding.ASCII.GetString(file[8..16]));
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(file[20..]));
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(file[22..]));
        var rate = BinaryPrimitives.ReadInt32LittleEndian(file[24..]);
        Assert.Equal(rate * 2, BinaryPrimitives.ReadInt32LittleEndian(file[28..]));
        Assert.Equal(16, BinaryPrimitives.ReadInt16LittleEndian(file[34..]));
        Assert.Equal("data", Encoding.ASCII.GetString(file[36..40]));
        Assert.Equal(file.Length - HeaderBytes, BinaryPrimitives.ReadInt32LittleEndian(file[40..]));
        var samples = new short[(file.Length - HeaderBytes) / 2];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(file[(HeaderBytes + (i * 2))..]);
        return new WavFile(rate, samples);
    }

    public static byte[] Tone(int sampleRate, TimeSpan duration, double loudness = 0.3) =>
        Write(sampleRate, [.. Enumerable.Range(0, (int)(sampleRate * duration.TotalSeconds))
            .Select(i => (short)(short.MaxValue * loudness * Math.Sin(2 * Math.PI * 220 * i / sampleRate)))]);

    public static byte[] Silence(int sampleRate, TimeSpan duration) =>
        Write(sampleRate, new short[(int)(sampleRate * duration.TotalSeconds)]);

    /// <summary>One file after the other; all of one rate.</summary>
    public static byte[] Join(params byte[][] files)
    {
        var parts = files.Select(file => Parse(file)).ToList();
        return Write(parts[0].SampleRate, [.. parts.SelectMany(part => part.Samples)]);
    }

    private static byte[] Write(int sampleRate, short[] samples)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true))
        {
            writer.Write("RIFF"u8);
            writer.Write(HeaderBytes - 8 + (samples.Length * 2));
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)1);
            writer.Write((short)1);
            writer.Write(sampleRate);
            writer.Write(sampleRate * 2);
            writer.Write((short)2);
            writer.Write((short)16);
            writer.Write("data"u8);
            writer.Write(samples.Length * 2);
            foreach (var sample in samples)
                writer.Write(sample);
        }

        return stream.ToArray();
    }
}
