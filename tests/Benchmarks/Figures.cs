using System.Globalization;

namespace PawPal.Benchmarks;

/// <summary>A set of measured times.</summary>
internal sealed record Figures(string Name, IReadOnlyList<TimeSpan> Times)
{
    public TimeSpan Median => Percentile(50);

    public TimeSpan Percentile(int percent)
    {
        var sorted = Times.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];
    }

    public void Print() => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-44} n={Times.Count,3}  p50 {Median.TotalMilliseconds,8:0} ms  "
        + $"p95 {Percentile(95).TotalMilliseconds,8:0} ms"));
}
