using System.Globalization;

namespace PawPal.Dashboard.Components;

/// <summary>Spans of time as a person reads them: three digits and a unit.</summary>
internal static class Durations
{
    public static string Of(TimeSpan time) => time.TotalMicroseconds switch
    {
        0 => "0 ms",
        < 1 => Say(time.TotalNanoseconds, "ns"),
        < 1_000 => Say(time.TotalMicroseconds, "µs"),
        < 1_000_000 => Say(time.TotalMilliseconds, "ms"),
        < 60_000_000 => Say(time.TotalSeconds, "s"),
        < 3_600_000_000 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        < 172_800_000_000 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} days"),
    };

    private static string Say(double value, string unit) => value switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {unit}"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {unit}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0} {unit}"),
    };
}
