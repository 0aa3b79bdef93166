using System.Buffers.Binary;
using System.Globalization;

namespace PawPal.Speech.Audio;

/// <summary>The recording cannot be used; the message says why in a sentence for the person who sent it.</summary>
internal sealed class UnusableAudioException(string message) : Exception(message);

/// <summary>Reads WAV files of 16-bit PCM: any rate from 8 to 192 kHz, mono or stereo.</summary>
internal static class WavReader
{
    public const int LowestRate = 8_000;
    public const int HighestRate = 192_000;

    /// <summary>Seconds of sound that are accepted.</summary>
    public const int LongestSeconds = 60;

    private const int ChunkHeader = 8;
    private const ushort Pcm = 1;
    private const ushort Extensible = 0xFFFE;

    /// <exception cref="UnusableAudioException">It is not such a file, or holds no sound, or too much.</exception>
    public static Sound Read(ReadOnlySpan<byte> file) => Read(file, LongestSeconds);

    /// <summary>For a file of our own synthesiser, which may be long.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    public static Sound ReadAnyLength(ReadOnlySpan<byte> file) => Read(file, int.MaxValue);

    private static Sound Read(ReadOnlySpan<byte> file, int longestSeconds)
    {
        if (file.Length == 0)
            throw new UnusableAudioException("The recording is empty.");
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
            throw new UnusableAudioException("This is not a WAV file. Send a WAV file with 16-bit PCM sound.");
        Format? format = null;
        for (var at = 12; at + ChunkHeader <= file.Length;)
        {
            var name = file.Slice(at, 4);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var body = file[(at + ChunkHeader)..];
            if (name.SequenceEqual("fmt "u8))
                format = ReadFormat(body[..(int)Math.Min(size, (uint)body.Length)]);
            if (name.SequenceEqual("data"u8))
                return ReadSamples(Data(body, size), format, longestSeconds);
            // Chunks are padded to even sizes. A size beyond the end is caught by the loop.
            at = (int)Math.Min(int.MaxValue, at + ChunkHeader + (long)size + (size & 1));
            if (at < 0 || at > file.Length)
                break;
        }

        throw new UnusableAudioException("The WAV file ends before its sound begins.");
    }

    // Programs that write WAV to a pipe do not know the size in advance and leave 0 or the largest number.
    private static ReadOnlySpan<byte> Data(ReadOnlySpan<byte> body, uint size) =>
        size == 0 || size > (uint)body.Length ? body : body[..(int)size];

    private static Format ReadFormat(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16)
            throw new UnusableAudioException("The WAV file's description of its sound is cut off.");
        var tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == Extensible && chunk.Length >= 26)
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        var format = new Format(
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]),
            BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]));
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag != Pcm || bits != 16)
            throw new UnusableAudioException("The WAV file is not 16-bit PCM. Convert it, or record it as 16-bit PCM.");
        if (format.Channels is not (1 or 2))
            throw new UnusableAudioException(string.Create(
                CultureInfo.InvariantCulture,
                $"The WAV file has {format.Channels} channels; one or two can be heard."));
        if (format.Rate is < LowestRate or > HighestRate)
            throw new UnusableAudioException(string.Create(
                CultureInfo.InvariantCulture,
                $"The WAV file has {format.Rate} samples a second; 8,000 to 192,000 can be heard."));
        return format;
    }

    private static Sound ReadSamples(ReadOnlySpan<byte> data, Format? format, int longestSeconds)
    {
        if (format is not { } known)
            throw new UnusableAudioException("The WAV file does not say what kind of sound it holds.");
        var count = data.Length / (2 * known.Channels);
        if (count == 0)
            throw new UnusableAudioException("The WAV file holds no sound.");
        if (count > (long)longestSeconds * known.Rate)
            throw new UnusableAudioException($"The recording is longer than {longestSeconds} seconds.");
        var samples = new short[count];
        for (var i = 0; i < count; i++)
        {
            var at = i * 2 * known.Channels;
            var left = BinaryPrimitives.ReadInt16LittleEndian(data[at..]);
            samples[i] = known.Channels == 1
                ? left
                : (short)((left + BinaryPrimitives.ReadInt16LittleEndian(data[(at + 2)..])) / 2);
        }

        return new Sound(samples, (int)known.Rate);
    }

    private sealed record Format(ushort Channels, uint Rate);
}
