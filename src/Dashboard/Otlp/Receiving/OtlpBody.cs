using System.IO.Compression;

namespace PawPal.Dashboard.Otlp.Receiving;

/// <summary>Reads a request's body, unpacked, up to a limit.</summary>
internal static class OtlpBody
{
    /// <summary>The body. Too large or not readable is a <see cref="BadHttpRequestException"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
            throw TooLarge(limit);
        var body = new MemoryStream((int)(request.ContentLength ?? 0));
        await using var unpacked = Unpacked(request);
        try
        {
            var buffer = new byte[16 * 1_024];
            for (var read = 1; read > 0;)
            {
                read = await unpacked.ReadAsync(buffer, ct);
                if (body.Length + read > limit)
                    throw TooLarge(limit);
                body.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException ex)
        {
            throw new BadHttpRequestException("The body is not gzip", StatusCodes.Status400BadRequest, ex);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static Stream Unpacked(HttpRequest request) => request.Headers.ContentEncoding.ToString() switch
    {
        "" or "identity" => request.Body,
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        _ => throw new BadHttpRequestException(
            "Send the body plain or packed with gzip", StatusCodes.Status415UnsupportedMediaType),
    };

    private static BadHttpRequestException TooLarge(int limit) => new(
        $"The body is larger than {limit} bytes (Dashboard:Otlp:MaxHttpBodyBytes)", StatusCodes.Status413PayloadTooLarge);
}
