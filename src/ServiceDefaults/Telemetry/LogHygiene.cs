using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PawPal.ServiceDefaults.Telemetry;

internal static class LogHygiene
{
    // Categories that write a line per request, command or probe. Configuration may turn them on again.
    private static readonly (string Category, LogLevel Level)[] Quiet =
    [
        ("Microsoft.AspNetCore", LogLevel.Warning),
        ("Npgsql", LogLevel.Warning),
        ("Polly", LogLevel.Warning),
        ("Yarp", LogLevel.Warning),
    ];

    // Categories that print addresses with their query, headers or an exception's text: no configuration turns them
    // on.
    private static readonly (string Category, LogLevel Level)[] Pinned =
    [
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        ("Microsoft.AspNetCore.HttpLogging", LogLevel.None),
        ("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning),
        ("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None),
        ("System.Net.Http.HttpClient", LogLevel.Warning),
        ("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.None),
    ];

    public static void AddLogHygiene(this IHostApplicationBuilder builder) =>
        builder.Services.Configure<LoggerFilterOptions>(options =>
        {
            foreach (var (category, level) in Quiet)
                options.Rules.Insert(0, new LoggerFilterRule(providerName: null, category, level, filter: null));
        }).PostConfigure<LoggerFilterOptions>(options =>
        {
            // Of rules that match alike the last one holds.
            foreach (var (category, level) in Pinned)
                options.Rules.Add(new LoggerFilterRule(providerName: null, category, level, filter: null));
        });
}
