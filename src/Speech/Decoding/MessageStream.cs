using System.Buffers.Binary;
using System.Text.Json;

namespace PawPal.Speech.Decoding;

/// <summary>Messages on a pipe: two lengths (little endian), a JSON header, bytes.</summary>
internal static class MessageStream
{
    private const int LongestHeader = 1 << 20;
    private const int LongestPayload = 64 << 20;

    public static async Task WriteAsync<T>(Stream stream, T header, ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var lengths = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, json.Length);
        BinaryPrimitives.WriteInt32LittleEndian(lengths.AsSpan(4), payload.Length);
        await stream.WriteAsync(lengths, ct);
        await stream.WriteAsync(json, ct);
        await stream.WriteAsync(payload, ct);
        await stream.FlushAsync(ct);
    }

    /// <summary>Null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">What came is not a message.</exception>
    /// <exception cref="EndOfStreamException">The stream ended inside a message.</exception>
    public static async Task<(T Header, byte[] Payload)?> ReadAsync<T>(Stream stream, CancellationToken ct)
    {
        var lengths = new byte[8];
        var read = await stream.ReadAtLeastAsync(lengths, lengths.Length, throwOnEndOfStream: false, ct);
        if (read == 0)
            return null;
        if (read < lengths.Length)
            throw new EndOfStreamException();
        var header = BinaryPrimitives.ReadInt32LittleEndian(lengths);
        var payload = BinaryPrimitives.ReadInt32LittleEndian(lengths.AsSpan(4));
        if (header is <= 0 or > LongestHeader || payload is < 0 or > LongestPayload)
            throw new InvalidDataException("Not a message of a decoder process");
        var json = new byte[header];
        await stream.ReadExactlyAsync(json, ct);
        var bytes = new byte[payload];
        await stream.ReadExactlyAsync(bytes, ct);
        return (JsonSerializer.Deserialize<T>(json) ?? throw new InvalidDataException("Empty message"), bytes);
    }
}
