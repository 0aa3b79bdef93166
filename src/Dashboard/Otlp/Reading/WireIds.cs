using Google.Protobuf;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Otlp.Reading;

/// <summary>
/// Ids of the wire. OTLP's JSON writes them as hexadecimal digits, which protobuf's JSON takes for base64: that makes 24
/// and 12 bytes of the 32 and 16 digits, and can be turned back.
/// </summary>
internal static class WireIds
{
    public static TraceId Trace(ByteString bytes) => bytes.Length == 24 && TraceId.TryParse(bytes.ToBase64(), out var id)
        ? id
        : TraceId.Read(bytes.Span);

    public static SpanId Span(ByteString bytes) => bytes.Length == 12 && SpanId.TryParse(bytes.ToBase64(), out var id)
        ? id
        : SpanId.Read(bytes.Span);
}
