using System.Globalization;

namespace PawPal.Dashboard.Pages.Metrics;

/// <summary>The vertical scale of a chart: round steps from below the least value to above the greatest.</summary>
internal sealed class ChartScale
{
    private const int WantedSteps = 5;

    private ChartScale(double low, double step, int steps)
    {
        Low = low;
        Step = step;
        Steps = [.. Enumerable.Range(0, steps + 1).Select(i => low + (i * step))];
    }

    public double Low { get; }

    public double High => Steps[^1];

    public double Step { get; }

    /// <summary>Values with a line and a label.</summary>
    public IReadOnlyList<double> Steps { get; }

    /// <summary>The scale for these values; nought is on it, because a rate that looks doubled should be.</summary>
    public static ChartScale Of(IEnumerable<double> values)
    {
        var (low, high) = (0.0, 0.0);
        foreach (var value in values.Where(double.IsFinite))
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (high - low < double.Epsilon)
            high = low + 1;
        var step = Round((high - low) / WantedSteps);
        var bottom = Math.Floor(low / step);
        var top = Math.Ceiling(high / step);
        return new ChartScale(bottom * step, step, (int)(top - bottom));
    }

    /// <summary>Share of the height from the top, 0 to 1.</summary>
    public double Down(double value) => Math.Clamp((High - value) / (High - Low), 0, 1);

    // 1, 2 or 5 times a power of ten.
    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
    }
}

/// <summary>Values of instruments with their unit, as a person reads them.</summary>
internal static class UnitText
{
    private static readonly string[] Binary = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(double value, string unit) => unit switch
    {
        "By" => Bytes(value),
        "s" => Seconds(value),
        "ms" => Seconds(value / 1000),
        "" or "1" => Number(value),
        "%" => $"{Number(value)} %",
        _ => $"{Number(value)} {Name(unit)}",
    };

    /// <summary>The unit in words: <c>{request}</c> is "request", <c>By</c> bytes.</summary>
    public static string Name(string unit) => unit switch
    {
        "By" => "bytes",
        "s" => "seconds",
        "ms" => "milliseconds",
        "1" or "" => "",
        _ => unit.Trim('{', '}'),
    };

    private static string Bytes(double value)
    {
        var power = 0;
        for (; Math.Abs(value) >= 1024 && power < Binary.Length - 1; power++)
            value /= 1024;
        return $"{Number(value)} {Binary[power]}";
    }

    private static string Seconds(double value) => Math.Abs(value) switch
    {
        0 => "0 s",
        < 0.001 => $"{Number(value * 1_000_000)} µs",
        < 1 => $"{Number(value * 1000)} ms",
        < 120 => $"{Number(value)} s",
        < 7200 => $"{Number(value / 60)} min",
        _ => $"{Number(value / 3600)} h",
    };

    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 1_000_000_000 => (value / 1_000_000_000).ToString("0.## G", CultureInfo.InvariantCulture),
        >= 1_000_000 => (value / 1_000_000).ToString("0.## M", CultureInfo.InvariantCulture),
        >= 10_000 => (value / 1000).ToString("0.#", CultureInfo.InvariantCulture) + " k",
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
