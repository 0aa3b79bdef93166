using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace PawPal.Api.Paging;

/// <summary>The last row of a page, in a form that callers hand back and do not read.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PageCursor(DateTimeOffset At, Guid Id)
{
    private const int Bytes = 24;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.UtcTicks);
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, out PageCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length != Base64Url.GetEncodedLength(Bytes)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Bytes)
            return false;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        // What Postgres can hold and what a date can be are wider than this; a made-up cursor may be anything.
        if (ticks < DateTimeOffset.UnixEpoch.Ticks || ticks > DateTimeOffset.UnixEpoch.AddYears(1_000).Ticks)
            return false;
        cursor = new PageCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[8..], bigEndian: true));
        return true;
    }
}
