namespace PawPal.Dashboard.Pages.Metrics;

/// <summary>One line of a chart.</summary>
/// <param name="Hue">CSS class of its colour.</param>
/// <param name="Values">One per step; not a number where nothing is known.</param>
public sealed record ChartLine(string Label, string Hue, IReadOnlyList<double> Values)
{
    /// <summary>The last value that is known.</summary>
    public double Latest => Values.LastOrDefault(double.IsFinite, double.NaN);
}

/// <summary>One measurement that was made within a trace.</summary>
/// <param name="Across">Share of the window's time, 0 to 1.</param>
public sealed record ChartPoint(double Across, double Value, string Label, string Href);
