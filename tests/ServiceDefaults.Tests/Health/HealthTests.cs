using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PawPal.Testing;

namespace PawPal.ServiceDefaults.Tests.Health;

public sealed class HealthTests(Stores stores)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task With_all_it_needs_a_service_is_ready()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(stores.Postgres.ConnectionString(), redis.ConnectionString);
        var body = await BecomesAsync(service, HttpStatusCode.OK, "healthy");
        Assert.Equal(
            ["self", "postgres-pawpal", "redis-redis"],
            body.RootElement.GetProperty("checks").EnumerateObject().Select(check => check.Name));
        Assert.Equal("healthy", CheckStatus(body, "postgres-pawpal"));
        Assert.Equal("healthy", CheckStatus(body, "redis-redis"));
    }

    [Fact]
    public async Task Without_redis_a_service_is_degraded_and_says_so()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(stores.Postgres.ConnectionString(), redis.ConnectionString);
        await redis.KillAsync();
        var body = await BecomesAsync(service, HttpStatusCode.OK, "degraded");
        Assert.Equal("degraded", CheckStatus(body, "redis-redis"));
        Assert.Equal("healthy", CheckStatus(body, "postgres-pawpal"));
    }

    [Fact]
    public async Task With_a_hung_redis_a_service_answers_as_degraded()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(stores.Postgres.ConnectionString(), redis.ConnectionString);
        await redis.FreezeAsync();
        var body = await BecomesAsync(service, HttpStatusCode.OK, "degraded");
        await redis.ThawAsync();
        Assert.Equal("degraded", CheckStatus(body, "redis-redis"));
    }

    [Fact]
    public async Task Without_its_database_a_service_lives_but_is_not_ready()
    {
        var nobody = $"Host=127.0.0.1;Port={Ports.Text(FreePort.Next())};"
            + "Username=canary-user;Password=canary-pass;Database=canary-db";
        await using var service = await StartAsync(nobody, redis: null);
        var (ready, body) = await ReadAsync(service, "ready");
        var (live, _) = await ReadAsync(service, "live");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Equal(HttpStatusCode.OK, live);
        Assert.Equal(
            "the database does not answer",
            body.RootElement.GetProperty("checks").GetProperty("postgres-pawpal").GetProperty("reason").GetString());
        Assert.DoesNotContain("canary", body.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(service.Logs.All, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_login_is_told_from_a_silent_database()
    {
        var wrong = new NpgsqlConnectionStringBuilder(stores.Postgres.ConnectionString()) { Password = "wrong" };
        await using var service = await StartAsync(wrong.ConnectionString, redis: null);
        await Eventually.TrueAsync(
            async () => (await ReadAsync(service, "ready")).Body.RootElement.GetProperty("checks")
                .GetProperty("postgres-pawpal").GetProperty("reason").ValueEquals("the database refuses the log-in"),
            Patience,
            "the refusal is named");
    }

    [Fact]
    public async Task A_service_whose_pool_is_busy_stays_ready()
    {
        var smallPool = stores.Postgres.ConnectionString() + ";Maximum Pool Size=1";
        await using var service = await StartAsync(smallPool, redis: null);
        await using var busy = await service.App.Services.GetRequiredService<NpgsqlDataSource>()
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        await BecomesAsync(service, HttpStatusCode.OK, "healthy");
    }

    [Fact]
    public async Task What_a_check_throws_is_neither_shown_nor_logged()
    {
        await using var service = await TestService.StartAsync([], builder => builder.Services.AddHealthChecks()
            .AddCheck("broken", () => throw new InvalidOperationException("canary-secret")));
        var (status, body) = await ReadAsync(service, "ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.DoesNotContain("canary", body.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(service.Logs.All, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_health_is_logged_once()
    {
        var isWell = false;
        await using var service = await TestService.StartAsync([], builder => builder.Services.AddHealthChecks()
            .AddCheck("bowl", () => isWell ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("empty")));
        await ReadAsync(service, "ready");
        await ReadAsync(service, "ready");
        isWell = true;
        await ReadAsync(service, "ready");
        await ReadAsync(service, "ready");
        Assert.Collection(
            service.Logs.All.Where(line => line.Contains("bowl", StringComparison.Ordinal)),
            line => Assert.Contains("Health check bowl is unhealthy: empty", line, StringComparison.Ordinal),
            line => Assert.Contains("Health check bowl is healthy again", line, StringComparison.Ordinal));
    }

    private static Task<TestService> StartAsync(string postgres, string? redis) => TestService.StartAsync(
        new() { ["ConnectionStrings:pawpal"] = postgres, ["ConnectionStrings:redis"] = redis },
        builder =>
        {
            builder.AddNpgsqlDataSource("pawpal");
            if (redis is not null)
                builder.AddRedisClient("redis");
        });

    // A check has a limit, which a busy machine may miss once.
    private static async Task<JsonDocument> BecomesAsync(TestService service, HttpStatusCode status, string health)
    {
        var answer = await ReadAsync(service, "ready");
        await Eventually.TrueAsync(
            async () =>
            {
                answer = await ReadAsync(service, "ready");
                return answer.Status == status && answer.Body.RootElement.GetProperty("status").ValueEquals(health);
            },
            Patience,
            $"the service is {health}");
        return answer.Body;
    }

    private static async Task<(HttpStatusCode Status, JsonDocument Body)> ReadAsync(TestService service, string kind)
    {
        using var answer = await service.Client.GetAsync(
            $"/api/v1/health/{kind}", TestContext.Current.CancellationToken);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return (answer.StatusCode, JsonDocument.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private static string? CheckStatus(JsonDocument body, string check) =>
        body.RootElement.GetProperty("checks").GetProperty(check).GetProperty("status").GetString();
}
