using System.Runtime.InteropServices;

namespace PawPal.Dashboard.Telemetry;

/// <summary>An instrument as its sender describes it.</summary>
internal sealed record InstrumentDescription(
    TelemetryResource Resource,
    InstrumentationScope Scope,
    string Name,
    string Description,
    string Unit,
    InstrumentKind Kind,
    Temporality Temporality);

/// <summary>A point as sent: for a histogram the value is its count.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Measurement(
    AttributeList Tags, DateTimeOffset Time, double Value, Distribution? Distribution, IReadOnlyList<Exemplar> Exemplars);
