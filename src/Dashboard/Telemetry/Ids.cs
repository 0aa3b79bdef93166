using System.Buffers.Binary;
using System.Globalization;

namespace PawPal.Dashboard.Telemetry;

/// <summary>The id of a trace: 16 bytes, written as 32 hexadecimal digits. The default value means "none".</summary>
public readonly record struct TraceId(UInt128 Value)
{
    /// <summary>Whether there is no trace.</summary>
    public bool IsEmpty => Value == default;

    /// <summary>Reads the 16 bytes of the wire; anything of another length is "none".</summary>
    public static TraceId Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 16 ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : default;

    /// <summary>Reads 32 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out TraceId id)
    {
        var fits = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        id = new(value);
        return fits && text!.Length == 32;
    }

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}

/// <summary>The id of a span: 8 bytes, written as 16 hexadecimal digits. The default value means "none".</summary>
public readonly record struct SpanId(ulong Value)
{
    /// <summary>Whether there is no span.</summary>
    public bool IsEmpty => Value == 0;

    /// <summary>Reads the 8 bytes of the wire; anything of another length is "none".</summary>
    public static SpanId Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 8 ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;

    /// <summary>Reads 16 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out SpanId id)
    {
        var fits = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        id = new(value);
        return fits && text!.Length == 16;
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
