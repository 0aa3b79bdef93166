using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;

namespace PawPal.Dashboard.Otlp.Receiving;

/// <summary>The two ways OTLP is written over HTTP; an answer is written as its request was.</summary>
internal abstract class OtlpFormat
{
    public static OtlpFormat Protobuf { get; } = new Binary();

    /// <summary>The format of a content type; null when it is neither.</summary>
    public static OtlpFormat? Of(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) ? null
            : "application/x-protobuf".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase) ? Protobuf
            : "application/json".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase) ? Text.Instance
            : null;

    /// <summary>Reads a message. A malformed one is a <see cref="BadHttpRequestException"/>.</summary>
    public T Read<T>(MessageParser<T> parser, ReadOnlyMemory<byte> body)
        where T : IMessage<T>, new()
    {
        try
        {
            return Parse(parser, body);
        }
        catch (Exception ex) when (ex is InvalidProtocolBufferException or InvalidJsonException or FormatException)
        {
            throw new BadHttpRequestException($"Not OTLP: {ex.Message}", StatusCodes.Status400BadRequest, ex);
        }
    }

    /// <summary>Writes a message.</summary>
    public abstract Task WriteAsync(HttpResponse response, IMessage message);

    protected abstract T Parse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> body)
        where T : IMessage<T>, new();

    private static Task WriteAsync(HttpResponse response, string contentType, byte[] body)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, 0, body.Length, response.HttpContext.RequestAborted);
    }

    private sealed class Binary : OtlpFormat
    {
        public override Task WriteAsync(HttpResponse response, IMessage message) =>
            WriteAsync(response, "application/x-protobuf", message.ToByteArray());

        protected override T Parse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> body) => parser.ParseFrom(body.Span);
    }

    private sealed class Text : OtlpFormat
    {
        private static readonly JsonParser.Settings Lenient = JsonParser.Settings.Default.WithIgnoreUnknownFields(true);

        public static Text Instance { get; } = new();

        public override Task WriteAsync(HttpResponse response, IMessage message) =>
            WriteAsync(response, "application/json", Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message)));

        protected override T Parse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> body) =>
            new JsonParser(Lenient).Parse<T>(Encoding.UTF8.GetString(body.Span));
    }
}
