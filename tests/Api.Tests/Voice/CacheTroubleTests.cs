using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PawPal.Api.Tests.Commands;
using PawPal.Testing;

namespace PawPal.Api.Tests.Voice;

/// <summary>The API with a Redis of its own, which its tests may freeze and kill.</summary>
public sealed class OwnRedisFixture(Stores stores) : ApiFixture(stores), IAsyncLifetime
{
    public RedisServer Redis { get; private set; } = null!;

    public new async ValueTask InitializeAsync()
    {
        Redis = await RedisServer.StartAsync();
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Redis.DisposeAsync();
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:redis"] = Redis.ConnectionString,
        });
    }
}

/// <summary>Redis down or frozen changes nothing but speed.</summary>
public sealed class CacheTroubleTests(OwnRedisFixture api) : IClassFixture<OwnRedisFixture>
{
    [Fact]
    public async Task Commands_are_served_while_redis_is_frozen_gone_and_back()
    {
        await ServesAsync();
        await api.Redis.FreezeAsync();
        await ServesAsync();
        await api.Redis.ThawAsync();
        await ServesAsync();
        await api.Redis.KillAsync();
        await ServesAsync();
        await api.Redis.StartAgainAsync();
        await ServesAsync();
    }

    private async Task ServesAsync()
    {
        // A new household: its words are in no process' memory yet.
        var home = await CareHome.CreateAsync(api);
        foreach (var pet in (string[])["Max", "Bella", "Luna"])
        {
            using var answer = await home.Client.TypeAsync($"gave {pet} half a tablet of apoquel");
            Assert.Equal($"Gave {pet} half a tablet of apoquel, just now.", (await answer.ReadCommandAsync()).Reply);
        }

        Assert.Equal(3, await home.CountAsync());
    }
}
