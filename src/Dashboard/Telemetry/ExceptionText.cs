namespace PawPal.Dashboard.Telemetry;

/// <summary>The exception that the attributes of a log entry or a span event describe.</summary>
internal static class ExceptionText
{
    public static string? Of(AttributeList attributes)
    {
        if (attributes["exception.stacktrace"] is { Length: > 0 } stack)
            return stack;
        var type = attributes["exception.type"];
        var message = attributes["exception.message"];
        return type is null || message is null ? type ?? message : $"{type}: {message}";
    }
}
