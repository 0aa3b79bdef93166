namespace PawPal.Dashboard.Otlp.Reading;

/// <summary>Times of the wire: nanoseconds since 1970, kept to 100 ns.</summary>
internal static class WireTime
{
    public static DateTimeOffset Read(ulong nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));

    public static TimeSpan Between(ulong start, ulong end) =>
        end <= start ? TimeSpan.Zero : TimeSpan.FromTicks((long)((end - start) / TimeSpan.NanosecondsPerTick));
}
