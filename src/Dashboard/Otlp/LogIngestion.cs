using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;
using PawPal.Dashboard.Otlp.Reading;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Otlp;

/// <summary>Takes log entries into the store.</summary>
internal sealed class LogIngestion(
    TelemetryStore store, ScopeReader scopes, AttributeReader attributes, TimeProvider clock)
{
    /// <summary>The attribute in which .NET sends the message template.</summary>
    private const string Template = "{OriginalFormat}";

    public ExportLogsServiceResponse Take(ExportLogsServiceRequest request)
    {
        var rejection = Rejection.None;
        var taken = new List<LogEntry>();
        foreach (var sent in request.ResourceLogs)
        {
            if (scopes.Resource(sent.Resource) is { } resource)
                Read(sent, resource, taken);
            else
                rejection = rejection.And(sent.ScopeLogs.Sum(s => s.LogRecords.Count), Reasons.TooManyResources);
        }

        store.Logs.Add(taken);
        var response = new ExportLogsServiceResponse();
        if (rejection.Count > 0)
            response.PartialSuccess = new() { RejectedLogRecords = rejection.Count, ErrorMessage = rejection.Reason };
        return response;
    }

    private void Read(ResourceLogs sent, TelemetryResource resource, List<LogEntry> taken)
    {
        foreach (var scopeLogs in sent.ScopeLogs)
        {
            var scope = scopes.Scope(scopeLogs.Scope);
            foreach (var record in scopeLogs.LogRecords)
                taken.Add(Read(record, resource, scope));
        }
    }

    private LogEntry Read(LogRecord record, TelemetryResource resource, InstrumentationScope scope) =>
        new(TimeOf(record), record.SeverityNumber)
        {
            SeverityText = attributes.Shorten(record.SeverityText),
            Message = attributes.Text(record.Body),
            MessageTemplate = attributes.Find(record.Attributes, Template),
            Attributes = attributes.Read(record.Attributes, except: Template),
            TraceId = WireIds.Trace(record.TraceId),
            SpanId = WireIds.Span(record.SpanId),
            Resource = resource,
            Scope = scope,
        };

    private DateTimeOffset TimeOf(LogRecord record)
    {
        var sent = record.TimeUnixNano != 0 ? record.TimeUnixNano : record.ObservedTimeUnixNano;
        return sent == 0 ? clock.GetUtcNow() : WireTime.Read(sent);
    }
}
