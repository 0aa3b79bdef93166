using System.Buffers.Binary;

namespace PawPal.Api.Voice;

/// <summary>Why bytes are not a recording that can be listened to.</summary>
internal enum WavFault
{
    Empty,
    NotWav,
    Truncated,
    Unsupported,
    TooLong,
    Silent,
}

/// <summary>A checked recording: 16-bit PCM, one or two channels.</summary>
/// <param name="Rate">Samples per second.</param>
/// <param name="Channels">1 or 2.</param>
/// <param name="Samples">Little-endian, interleaved; whole frames only.</param>
internal readonly record struct WavAudio(int Rate, int Channels, ReadOnlyMemory<byte> Samples)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private const int CanonicalHeader = 44;
    private const int LowestRate = 8_000;
    private const int HighestRate = 192_000;

    /// <summary>Below this root mean square (full scale 32,768) in every 20 ms nobody spoke: about -54 dB.</summary>
    private const double QuietRms = 64;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private int FrameBytes => Channels * sizeof(short);

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / FrameBytes / Rate);

    /// <summary>Reads and judges the header; nothing is sent on that has not passed here.</summary>
    public static WavFault? Read(ReadOnlyMemory<byte> bytes, out WavAudio audio)
    {
        audio = default;
        if (RiffChunks.Find(bytes, out var format, out var samples) is { } fault)
            return fault;
        if (ReadFormat(format.Span, out var rate, out var channels) is { } unsupported)
            return unsupported;

        var frame = channels * sizeof(short);
        audio = new WavAudio(rate, channels, samples[..(samples.Length / frame * frame)]);
        if (audio.Duration > Longest)
            return WavFault.TooLong;
        return audio.Duration < Shortest || audio.IsQuiet() ? WavFault.Silent : null;
    }

    /// <summary>The recording as a plain mono file: whatever else the caller's file carried stays behind.</summary>
    public byte[] ToMonoFile()
    {
        var frames = Samples.Length / FrameBytes;
        var file = new byte[CanonicalHeader + frames * sizeof(short)];
        WriteHeader(file, Rate, frames * sizeof(short));
        for (var i = 0; i < frames; i++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(CanonicalHeader + i * sizeof(short)), MonoSample(i));
        return file;
    }

    private static void WriteHeader(Span<byte> file, int rate, int dataBytes)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], CanonicalHeader - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(file[20..], WaveFormat.Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], rate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], rate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], dataBytes);
    }

    private static WavFault? ReadFormat(ReadOnlySpan<byte> format, out int rate, out int channels)
    {
        rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var isPcm = BinaryPrimitives.ReadUInt16LittleEndian(format) switch
        {
            WaveFormat.Pcm => true,
            WaveFormat.Extensible => WaveFormat.IsExtensiblePcm(format),
            _ => false,
        };
        return isPcm
            && BinaryPrimitives.ReadUInt16LittleEndian(format[14..]) == 16
            && channels is 1 or 2
            && BinaryPrimitives.ReadUInt16LittleEndian(format[12..]) == channels * sizeof(short)
            && rate is >= LowestRate and <= HighestRate
                ? null
                : WavFault.Unsupported;
    }

    private bool IsQuiet()
    {
        var window = Rate / 50;
        var frames = Samples.Length / FrameBytes;
        for (var start = 0; start < frames; start += window)
        {
            var end = Math.Min(start + window, frames);
            if (Rms(start, end) >= QuietRms)
                return false;
        }

        return true;
    }

    // Spread about the mean: a microphone's constant offset is no voice.
    private double Rms(int start, int end)
    {
        double sum = 0, squares = 0;
        for (var i = start; i < end; i++)
        {
            var sample = MonoSample(i);
            sum += sample;
            squares += (double)sample * sample;
        }

        var mean = sum / (end - start);
        return Math.Sqrt(Math.Max(0, squares / (end - start) - mean * mean));
    }

    private short MonoSample(int frame)
    {
        var at = Samples.Span[(frame * FrameBytes)..];
        var left = BinaryPrimitives.ReadInt16LittleEndian(at);
        return Channels == 1 ? left : (short)((left + BinaryPrimitives.ReadInt16LittleEndian(at[sizeof(short)..])) / 2);
    }
}
