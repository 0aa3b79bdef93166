using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PawPal.Testing;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Tests.Telemetry;

public sealed partial class OtlpTests(Stores stores)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_metrics_and_traces_arrive_without_what_they_must_not_hold()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(receiver, redis);
        using (await service.Client.GetAsync("/api/v1/health/ready", Cancel))
        {
            // Asked only so that it could leave a trace.
        }

        Assert.Equal("Luna", await service.Client.GetStringAsync("/pets?name=canary-query", Cancel));

        await ArrivesAsync(receiver, "logs", "Dinner time");
        await ArrivesAsync(receiver, "logs", "PawPal.Sample");
        await ArrivesAsync(receiver, "traces", "GET /pets");
        await ArrivesAsync(receiver, "traces", "postgresql");
        await ArrivesAsync(receiver, "traces", "SELECT ");
        await ArrivesAsync(receiver, "traces", "redis");
        await ArrivesAsync(receiver, "traces", "SET");
        await ArrivesAsync(receiver, "metrics", "http.server.request.duration");
        await ArrivesAsync(receiver, "metrics", "dotnet.gc.collections");
        await ArrivesAsync(receiver, "metrics", "db.client.operation.duration");
        await ArrivesAsync(receiver, "metrics", "pawpal.sample.meals");

        Assert.DoesNotContain("/api/v1/health", receiver.Text("traces"), StringComparison.Ordinal);
        Assert.DoesNotContain("select 1", receiver.Text("traces"), StringComparison.Ordinal);
        Assert.DoesNotContain("PING", receiver.Text("traces"), StringComparison.Ordinal);
        foreach (var signal in new[] { "logs", "metrics", "traces" })
        {
            var text = receiver.Text(signal);
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Password", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_standard_variable_names_the_service()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await TestService.StartAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["OTEL_SERVICE_NAME"] = "backend-of-the-model",
        });
        await ArrivesAsync(receiver, "metrics", "backend-of-the-model");
        Assert.DoesNotContain("PawPal.Sample", receiver.Text("metrics"), StringComparison.Ordinal);
    }

    // Alone: the variable belongs to the whole process.
    [Fact(DisableParallelization = true)]
    public async Task The_key_of_the_receiver_may_stand_in_a_file()
    {
        const string Variable = "OTEL_EXPORTER_OTLP_HEADERS";
        await using var receiver = await OtlpReceiver.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "x-otlp-api-key=sesame\n", Cancel);
        Environment.SetEnvironmentVariable(Variable, $"{{file:{file}}}");
        try
        {
            await using var service = await TestService.StartAsync(new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            });
            await Eventually.TrueAsync(() => !receiver.Keys.IsEmpty, Patience, "something arrives");
            Assert.Equal("sesame", receiver.Keys.First());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            File.Delete(file);
        }
    }

    private static Task ArrivesAsync(OtlpReceiver receiver, string signal, string text) => Eventually.TrueAsync(
        () => receiver.Text(signal).Contains(text, StringComparison.Ordinal),
        Patience,
        $"'{text}' arrives in {signal}");

    private Task<TestService> StartAsync(OtlpReceiver receiver, RedisServer redis) => TestService.StartAsync(
        new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["ConnectionStrings:pawpal"] = stores.Postgres.ConnectionString(),
            ["ConnectionStrings:redis"] = redis.ConnectionString,
        },
        builder =>
        {
            builder.AddNpgsqlDataSource("pawpal");
            builder.AddRedisClient("redis");
        },
        app => app.MapGet("/pets", FeedAsync));

    private static async Task<string> FeedAsync(
        string name,
        NpgsqlDataSource database,
        IConnectionMultiplexer redis,
        ILogger<OtlpTests> logger,
        IMeterFactory meters)
    {
        DinnerTime(logger);
        meters.Create("PawPal.Sample").CreateCounter<long>("pawpal.sample.meals").Add(1);
        await using var command = database.CreateCommand("select length($1) > 0");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await command.ExecuteScalarAsync(Cancel);
        await redis.GetDatabase().StringSetAsync("canary-key", "canary-value");
        return "Luna";
    }

    [LoggerMessage(1, LogLevel.Information, "Dinner time")]
    private static partial void DinnerTime(ILogger logger);
}
