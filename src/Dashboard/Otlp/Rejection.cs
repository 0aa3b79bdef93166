using System.Runtime.InteropServices;

namespace PawPal.Dashboard.Otlp;

/// <summary>How much of a request was not taken, and why; nothing by default.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rejection(long Count, string Reason)
{
    public static Rejection None { get; } = new(0, "");

    public Rejection And(long count, string reason) =>
        count == 0 ? this : new(Count + count, Count == 0 || Reason == reason ? reason : $"{Reason}; {reason}");
}
