namespace PawPal.Dashboard.Telemetry;

/// <summary>A part of what a filter lets through, and how many there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
