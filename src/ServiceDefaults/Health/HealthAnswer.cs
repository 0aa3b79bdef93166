using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace PawPal.ServiceDefaults.Health;

/// <summary>
/// Writes a health report as JSON, logs each check once per change instead of once per probe, and measures what the
/// last probe found.
/// </summary>
internal sealed class HealthAnswer
{
    private readonly ILogger<HealthAnswer> _logger;
    private readonly ConcurrentDictionary<string, HealthStatus> _last = new(StringComparer.Ordinal);

    public HealthAnswer(ILogger<HealthAnswer> logger, IMeterFactory meters)
    {
        _logger = logger;
        meters.Create("PawPal.Health").CreateObservableGauge(
            "pawpal.health.status", Measure, "1", "What the last probe found: 1 healthy, 0.5 degraded, 0 unhealthy.");
    }

    public async Task WriteAsync(HttpContext context, HealthReport report)
    {
        foreach (var (name, entry) in report.Entries)
            LogChange(name, entry);

        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", Name(report.Status));
        writer.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
            WriteCheck(writer, name, entry);
        writer.WriteEndObject();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }

    private static void WriteCheck(Utf8JsonWriter writer, string name, HealthReportEntry entry)
    {
        writer.WriteStartObject(name);
        writer.WriteString("status", Name(entry.Status));
        if (Reason(entry) is { } reason)
            writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }

    // A check that threw has the exception's text as its description, which may hold addresses and user names.
    private static string? Reason(HealthReportEntry entry) => entry.Exception is null ? entry.Description : null;

    private void LogChange(string name, HealthReportEntry entry)
    {
        var before = HealthStatus.Healthy;
        _last.AddOrUpdate(name, entry.Status, (_, last) =>
        {
            before = last;
            return entry.Status;
        });
        if (before == entry.Status)
            return;
        if (entry.Status == HealthStatus.Healthy)
            _logger.HealthyAgain(name);
        else
        {
            var reason = Reason(entry) ?? entry.Exception?.GetType().Name ?? "no reason given";
            _logger.HealthWorse(name, Name(entry.Status), reason);
        }
    }

    private IEnumerable<Measurement<double>> Measure() => _last.Select(check => new Measurement<double>(
        check.Value switch
        {
            HealthStatus.Healthy => 1,
            HealthStatus.Degraded => 0.5,
            _ => 0,
        },
        new KeyValuePair<string, object?>("pawpal.check", check.Key)));

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
