using System.Net;
using PawPal.Testing;

namespace PawPal.Gateway.Tests.Health;

public sealed class GatewayHealthTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_gateway_answers_for_its_own_health()
    {
        await using var house = await House.StartAsync();
        Assert.Equal(
            """{"status":"healthy","checks":{"self":{"status":"healthy"},"destinations":{"status":"healthy"}}}""",
            await house.Client.GetStringAsync("/api/v1/health/ready", Cancel));
        Assert.Empty(house.Backends[0].Requests);
    }

    [Fact]
    public async Task Without_the_frontend_it_is_degraded_and_names_it()
    {
        await using var house = await House.StartAsync();
        await house.Frontend.KillAsync();
        await Eventually.TrueAsync(
            async () => (await house.Client.GetStringAsync("/api/v1/health/ready", Cancel))
                .Contains("no frontend is available", StringComparison.Ordinal),
            Patience,
            "the loss is seen");
        using var answer = await house.Client.GetAsync("/api/v1/health/ready", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Without_both_it_lives_but_is_not_ready()
    {
        await using var gateway = await GatewayProcess.StartAsync([], []);
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await gateway.Client.GetAsync("/api/v1/health/ready", Cancel);
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            },
            Patience,
            "it is not ready");
        using var live = await gateway.Client.GetAsync("/api/v1/health/live", Cancel);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
