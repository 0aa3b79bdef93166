using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Redis;
using PawPal.Testing;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Tests.Redis;

public sealed class RedisClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_service_starts_without_its_redis_and_finds_it_when_it_comes()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var service = await StartAsync(redis.ConnectionString);

        var client = service.App.Services.GetRequiredService<IConnectionMultiplexer>();
        await Assert.ThrowsAnyAsync<RedisException>(() => client.GetDatabase().PingAsync());
        await redis.StartAgainAsync();
        await Eventually.TrueAsync(() => client.IsConnected, Patience, "the client connects");
        await client.GetDatabase().PingAsync();
    }

    [Fact]
    public async Task A_service_starts_with_a_hung_redis()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.FreezeAsync();
        await using var service = await StartAsync(redis.ConnectionString);
        using var answer = await service.Client.GetAsync("/api/v1/health/live", TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        await redis.ThawAsync();
        var client = service.App.Services.GetRequiredService<IConnectionMultiplexer>();
        await Eventually.TrueAsync(() => client.IsConnected, Patience, "the client connects");
    }

    [Fact]
    public async Task A_lost_redis_is_logged_once_and_its_return_once()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis.ConnectionString);
        var client = service.App.Services.GetRequiredService<IConnectionMultiplexer>();
        await Eventually.TrueAsync(() => client.IsConnected, Patience, "the client connects");
        await redis.KillAsync();
        await Eventually.TrueAsync(() => Lines(service, "is not connected").Any(), Patience, "the loss is logged");
        await redis.StartAgainAsync();
        await Eventually.TrueAsync(() => Lines(service, "connected again").Any(), Patience, "the return is logged");
        Assert.Single(Lines(service, "is not connected"));
        Assert.Single(Lines(service, "connected again"));
    }

    [Fact]
    public async Task Missing_configuration_stops_the_start_and_names_the_keys()
    {
        var problem = await Assert.ThrowsAsync<ServiceConfigurationException>(() =>
            TestService.StartAsync([], builder => builder.AddRedisClient("redis")));
        Assert.Contains("ConnectionStrings__redis", problem.Message, StringComparison.Ordinal);
        Assert.Contains("REDIS_URL", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Aspire__StackExchange__Redis__ConnectionString", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password=s3cret")]
    [InlineData("cache:6379,pasword=s3cret")]
    public void A_wrong_connection_string_is_named_and_never_shown(string connectionString)
    {
        var problem = Assert.Throws<ServiceConfigurationException>(
            () => Options(TestService.With("ConnectionStrings:redis", connectionString)));
        Assert.Contains("ConnectionStrings__redis", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionStrings:redis", "redis:6379,password=change-me", "ConnectionStrings__redis")]
    [InlineData("REDIS_URL", "redis://:change-me@redis:6379/0", "REDIS_URL")]
    public async Task A_placeholder_in_the_place_of_the_password_stops_the_start(
        string key, string value, string named)
    {
        var problem = await Assert.ThrowsAsync<ServiceConfigurationException>(() =>
            TestService.StartAsync(TestService.With(key, value), builder => builder.AddRedisClient("redis")));
        Assert.StartsWith(
            $"{named} still has a placeholder as its password", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_connection_string_wins_over_the_url_and_over_the_defaults()
    {
        var options = Options(new()
        {
            ["ConnectionStrings:redis"] = "cache:6380,connectTimeout=777",
            ["REDIS_URL"] = "redis://elsewhere",
        });
        Assert.Equal("Unspecified/cache:6380", Assert.Single(options.EndPoints).ToString());
        Assert.Equal(777, options.ConnectTimeout);
        Assert.False(options.AbortOnConnectFail);
    }

    [Fact]
    public void Options_come_from_the_section_of_the_aspire_integration()
    {
        var options = Options(new()
        {
            ["Aspire:StackExchange:Redis:ConnectionString"] = "cache:6381",
            ["Aspire:StackExchange:Redis:ConfigurationOptions:ConnectTimeout"] = "1234",
        });
        Assert.Equal("Unspecified/cache:6381", Assert.Single(options.EndPoints).ToString());
        Assert.Equal(1234, options.ConnectTimeout);
    }

    private static IEnumerable<string> Lines(TestService service, string text) =>
        service.Logs.All.Where(line => line.Contains(text, StringComparison.Ordinal));

    private static Task<TestService> StartAsync(string connectionString) => TestService.StartAsync(
        TestService.With("ConnectionStrings:redis", connectionString), builder => builder.AddRedisClient("redis"));

    private static ConfigurationOptions Options(Settings configuration)
    {
        var (builder, _) = TestService.Builder(configuration);
        builder.AddRedisClient("redis");
        using var app = builder.Build();
        return app.Services.GetRequiredService<RedisSettings>().Options();
    }
}
