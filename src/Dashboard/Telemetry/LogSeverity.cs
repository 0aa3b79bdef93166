namespace PawPal.Dashboard.Telemetry;

/// <summary>Severity of a log entry, by the name .NET has for it. The values are the first of OpenTelemetry's ranges.</summary>
public enum LogSeverity
{
    Unspecified = 0,
    Trace = 1,
    Debug = 5,
    Information = 9,
    Warning = 13,
    Error = 17,
    Critical = 21,
}
