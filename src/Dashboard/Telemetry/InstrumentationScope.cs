namespace PawPal.Dashboard.Telemetry;

/// <summary>The part of a program that made the telemetry: a logger's category, an activity source, a meter.</summary>
public sealed record InstrumentationScope(string Name, string Version, AttributeList Attributes);
