namespace PawPal.Dashboard.Telemetry;

/// <summary>One structured log entry. Never changes.</summary>
public sealed class LogEntry
{
    private readonly long _ticks;
    private readonly byte _severityNumber;

    internal LogEntry(DateTimeOffset time, int severityNumber)
    {
        _ticks = time.UtcTicks;
        _severityNumber = (byte)Math.Clamp(severityNumber, 0, 24);
    }

    /// <summary>Counts from 1 in the order of arrival; stays the same as long as the dashboard runs.</summary>
    public long Id { get; internal set; }

    /// <summary>When it was written, by the sender's clock; when it came, where the sender said nothing.</summary>
    public DateTimeOffset Time => new(_ticks, TimeSpan.Zero);

    /// <summary>OpenTelemetry's severity, 1 to 24; 0 when unspecified.</summary>
    public int SeverityNumber => _severityNumber;

    /// <summary>The severity as the sender spells it; empty when it does not.</summary>
    public required string SeverityText { get; init; }

    /// <summary>The severity's range.</summary>
    public LogSeverity Severity => (LogSeverity)(_severityNumber == 0 ? 0 : (((_severityNumber - 1) / 4) * 4) + 1);

    /// <summary>The message with its values in place.</summary>
    public required string Message { get; init; }

    /// <summary>The message before its values were put in (<c>{OriginalFormat}</c>); null when it was not sent.</summary>
    public string? MessageTemplate { get; init; }

    /// <summary>The attributes, without the template.</summary>
    public required AttributeList Attributes { get; init; }

    /// <summary>The trace it belongs to, or none.</summary>
    public TraceId TraceId { get; init; }

    /// <summary>The span it belongs to, or none.</summary>
    public SpanId SpanId { get; init; }

    /// <summary>Who sent it.</summary>
    public required TelemetryResource Resource { get; init; }

    /// <summary>The logger; its name is the category.</summary>
    public required InstrumentationScope Scope { get; init; }

    /// <summary>About how many characters it takes, for the budget.</summary>
    internal int Size => Message.Length + (MessageTemplate?.Length ?? 0) + Attributes.Size;

    /// <summary>The exception with its stack, else its type and message; null when there is none.</summary>
    public string? Exception => ExceptionText.Of(Attributes);
}
