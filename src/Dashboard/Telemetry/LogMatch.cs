namespace PawPal.Dashboard.Telemetry;

/// <summary>A log filter as a function.</summary>
internal static class LogMatch
{
    public static Func<LogEntry, bool> Of(LogFilter filter) => entry =>
        (int)entry.Severity >= (filter.MinSeverity <= LogSeverity.Trace ? 0 : (int)filter.MinSeverity)
        && (filter.TraceId is not { } trace || entry.TraceId == trace)
        && (filter.SpanId is not { } span || entry.SpanId == span)
        && (filter.Resource is not { } resource || entry.Resource.IsNamed(resource))
        && (string.IsNullOrEmpty(filter.Text) || HasText(entry, filter.Text))
        && filter.Fields.All(f => FieldMatch.Holds(f, Field(entry, f.Field)));

    private static bool HasText(LogEntry entry, string text)
    {
        if (FieldMatch.Has(entry.Message, text) || FieldMatch.Has(entry.Scope.Name, text))
            return true;
        foreach (var attribute in entry.Attributes.AsSpan())
        {
            if (FieldMatch.Has(attribute.Value, text))
                return true;
        }

        return false;
    }

    private static string? Field(LogEntry entry, string name) => name switch
    {
        KnownFields.Message => entry.Message,
        KnownFields.Category => entry.Scope.Name,
        KnownFields.OriginalFormat => entry.MessageTemplate,
        KnownFields.TraceId => entry.TraceId.IsEmpty ? null : entry.TraceId.ToString(),
        KnownFields.SpanId => entry.SpanId.IsEmpty ? null : entry.SpanId.ToString(),
        KnownFields.Resource => entry.Resource.DisplayName,
        _ => entry.Attributes[name],
    };
}
