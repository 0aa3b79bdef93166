using System.Buffers.Binary;

namespace PawPal.Api.Voice;

/// <summary>The two chunks of a RIFF/WAVE file that matter: <c>fmt </c> and <c>data</c>.</summary>
internal static class RiffChunks
{
    private const int RiffHeader = 12;
    private const int ChunkHeader = 8;
    private const int ShortestFormat = 16;

    /// <summary>A program that writes to a pipe cannot go back to fill in the length and leaves a huge one.</summary>
    private const uint LeastUnknownLength = 0x7FFF_F000;

    public static WavFault? Find(
        ReadOnlyMemory<byte> file, out ReadOnlyMemory<byte> format, out ReadOnlyMemory<byte> samples)
    {
        format = samples = default;
        if (file.IsEmpty)
            return WavFault.Empty;
        if (!file.Span.StartsWith("RIFF"u8[..Math.Min(4, file.Length)]))
            return WavFault.NotWav;
        if (file.Length < RiffHeader)
            return WavFault.Truncated;
        if (!file.Span[8..RiffHeader].SequenceEqual("WAVE"u8))
            return WavFault.NotWav;

        for (var rest = file[RiffHeader..]; ;)
        {
            if (rest.Length < ChunkHeader)
                return WavFault.Truncated;
            var name = rest.Span[..4];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]);
            var body = rest[ChunkHeader..];
            if (name.SequenceEqual("data"u8))
                return format.IsEmpty ? WavFault.Unsupported : TakeSamples(body, length, out samples);
            if (length > body.Length)
                return WavFault.Truncated;
            if (name.SequenceEqual("fmt "u8))
            {
                if (length < ShortestFormat)
                    return WavFault.Unsupported;
                format = body[..(int)length];
            }

            // Chunks start at even offsets; the last one may lack its padding.
            rest = body[(int)Math.Min(length + (length & 1), body.Length)..];
        }
    }

    private static WavFault? TakeSamples(ReadOnlyMemory<byte> body, uint length, out ReadOnlyMemory<byte> samples)
    {
        samples = body;
        if (length >= LeastUnknownLength)
            return body.IsEmpty ? WavFault.Truncated : null;
        if (length > body.Length)
            return WavFault.Truncated;
        samples = body[..(int)length];
        return length == 0 ? WavFault.Empty : null;
    }
}
