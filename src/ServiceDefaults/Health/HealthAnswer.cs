using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace PawPal.ServiceDefaults.Health;

/// <summary>Writes a health report as JSON, and logs each check once per change instead of once per probe.</summary>
internal sealed class HealthAnswer(ILogger<HealthAnswer> logger)
{
    private readonly ConcurrentDictionary<string, HealthStatus> _last = new(StringComparer.Ordinal);

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
            logger.HealthyAgain(name);
        else
        {
            var reason = Reason(entry) ?? entry.Exception?.GetType().Name ?? "no reason given";
            logger.HealthWorse(name, Name(entry.Status), reason);
        }
    }

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
