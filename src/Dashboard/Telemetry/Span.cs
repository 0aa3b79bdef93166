namespace PawPal.Dashboard.Telemetry;

/// <summary>What a span stands for. The values are OpenTelemetry's.</summary>
public enum SpanKind : byte
{
    Unspecified = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}

/// <summary>How a span ended. The values are OpenTelemetry's.</summary>
public enum SpanStatus : byte
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}

/// <summary>Something that happened within a span; <c>exception</c> is the best known name.</summary>
public sealed record SpanEvent(DateTimeOffset Time, string Name, AttributeList Attributes)
{
    /// <summary>The exception with its stack, else its type and message; null when it tells of none.</summary>
    public string? Exception => ExceptionText.Of(Attributes);
}

/// <summary>Another span that this one has to do with without being its child.</summary>
public sealed record SpanLink(TraceId TraceId, SpanId SpanId, AttributeList Attributes);

/// <summary>One operation of one service within a trace. Never changes.</summary>
public sealed class Span
{
    private readonly long _startTicks;
    private readonly long _durationTicks;

    internal Span(DateTimeOffset start, TimeSpan duration)
    {
        _startTicks = start.UtcTicks;
        _durationTicks = Math.Max(0, duration.Ticks);
    }

    /// <summary>The trace it belongs to.</summary>
    public required TraceId TraceId { get; init; }

    /// <summary>Its own id, unique within the trace.</summary>
    public required SpanId Id { get; init; }

    /// <summary>The span that caused it; none for a root.</summary>
    public SpanId ParentId { get; init; }

    /// <summary>What was done, such as <c>GET /api/v1/pets</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it stands for.</summary>
    public SpanKind Kind { get; init; }

    /// <summary>When it began, by the sender's clock, to 100 ns.</summary>
    public DateTimeOffset Start => new(_startTicks, TimeSpan.Zero);

    /// <summary>When it ended.</summary>
    public DateTimeOffset End => new(_startTicks + _durationTicks, TimeSpan.Zero);

    /// <summary>How long it took; never negative.</summary>
    public TimeSpan Duration => new(_durationTicks);

    /// <summary>How it ended.</summary>
    public SpanStatus Status { get; init; }

    /// <summary>Why it failed, in the sender's words; empty when nothing was said.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>The attributes.</summary>
    public required AttributeList Attributes { get; init; }

    /// <summary>What happened within it, in the order sent.</summary>
    public required IReadOnlyList<SpanEvent> Events { get; init; }

    /// <summary>Its links.</summary>
    public required IReadOnlyList<SpanLink> Links { get; init; }

    /// <summary>Who sent it.</summary>
    public required TelemetryResource Resource { get; init; }

    /// <summary>The activity source.</summary>
    public required InstrumentationScope Scope { get; init; }

    /// <summary>About how many characters it takes, for the budget.</summary>
    internal int Size => Name.Length + StatusMessage.Length + Attributes.Size
        + Events.Sum(e => e.Name.Length + e.Attributes.Size) + Links.Sum(l => l.Attributes.Size);

    /// <summary>
    /// Whom a client or producer span called, as far as its attributes tell (<c>peer.service</c>, a database's or a
    /// message system's name, the server's address); null for other kinds.
    /// </summary>
    public string? Peer => Kind is not (SpanKind.Client or SpanKind.Producer)
        ? null
        : Attributes["peer.service"] ?? Attributes["db.system.name"] ?? Attributes["db.system"]
            ?? Attributes["messaging.system"] ?? Attributes["server.address"];
}
