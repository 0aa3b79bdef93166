using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PawPal.Contracts.Webhooks;
using PawPal.Testing;

namespace PawPal.Api.Tests.Outbox;

/// <summary>From a change to another program, past everything that is in the way.</summary>
public sealed class DeliveryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_arrives_once_signed_with_the_webhooks_secret()
    {
        await using var receiver = await Receiver.StartAsync();
        var home = await api.NewHouseholdAsync();
        var webhook = await AddAsync(home, receiver.Address.ToString(), "pet.added");
        await AddPetAsync(home, "Bella");
        await using var first = Worker("--Delivery:AllowPrivateNetworks=true");
        await using var second = Worker("--Delivery:AllowPrivateNetworks=true");
        await Task.WhenAll(first.StartAsync(Ct), second.StartAsync(Ct));
        await Eventually.TrueAsync(() => !receiver.Got.IsEmpty, Patience, "the change arrives");
        await OutboxIsEmptyAsync(home);
        var got = Assert.Single(receiver.Got);
        Assert.Equal("pet.added", (string)JsonNode.Parse(got.Body)!["action"]!);
        Assert.Equal("Bella", (string)JsonNode.Parse(got.Body)!["details"]!["name"]!);
        var parts = got.Signature.Split(["t=", ",v1="], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Convert.ToHexStringLower(HMACSHA256.HashData(
                Encoding.ASCII.GetBytes(webhook.Secret), Encoding.UTF8.GetBytes($"{parts[0]}.{got.Body}"))),
            parts[1]);
        await StopAsync(first, second);
    }

    [Fact]
    public async Task A_receiver_that_was_away_gets_it_again_with_the_same_id()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Status = 503;
        var home = await api.NewHouseholdAsync();
        var webhook = await AddAsync(home, receiver.Address.ToString());
        using var ping = await home.Client.PostAsync($"/api/v1/webhooks/{webhook.Details.Id}/ping", null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, ping.StatusCode);
        await using var worker = Worker("--Delivery:AllowPrivateNetworks=true");
        await worker.StartAsync(Ct);
        await Eventually.TrueAsync(() => !receiver.Got.IsEmpty, Patience, "the first attempt");
        receiver.Status = 200;
        await Eventually.TrueAsync(
            async () => (await StatesAsync(home, webhook)).Any(one => one.State == "delivered" && one.Attempts > 1),
            Patience, "a further attempt succeeds");
        Assert.Contains(receiver.Got.GroupBy(got => got.Delivery), same => same.Count() > 1);
        await StopAsync(worker);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::ffff:127.0.0.1]:9/")]
    [InlineData("http://2130706433/")]
    public async Task Private_and_local_addresses_are_refused_when_they_are_connected_to(string url)
    {
        var home = await api.NewHouseholdAsync();
        var webhook = await AddAsync(home, url);
        using var ping = await home.Client.PostAsync($"/api/v1/webhooks/{webhook.Details.Id}/ping", null, Ct);
        await using var worker = Worker();
        await worker.StartAsync(Ct);
        await Eventually.TrueAsync(
            async () => (await StatesAsync(home, webhook)).Any(one => one.State == "dead"), Patience, "it is refused");
        Assert.Contains(await StatesAsync(home, webhook), one => one.Failure!.Contains("private", StringComparison.Ordinal));
        await StopAsync(worker);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var target = await Receiver.StartAsync();
        (receiver.Status, receiver.Location) = (307, target.Address.ToString());
        var home = await api.NewHouseholdAsync();
        var webhook = await AddAsync(home, receiver.Address.ToString());
        using var ping = await home.Client.PostAsync($"/api/v1/webhooks/{webhook.Details.Id}/ping", null, Ct);
        await using var worker = Worker("--Delivery:AllowPrivateNetworks=true");
        await worker.StartAsync(Ct);
        await Eventually.TrueAsync(
            async () => (await StatesAsync(home, webhook)).Any(one => one.State == "dead"), Patience, "it is refused");
        Assert.Empty(target.Got);
        await StopAsync(worker);
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("https://user:pass@example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task What_is_no_address_is_refused(string url)
    {
        var home = await api.NewHouseholdAsync();
        using var answer = await home.Client.PostAsJsonAsync("/api/v1/webhooks", new AddWebhookRequest(url), Ct);
        await answer.ProblemAsync(Api.Problems.InvalidRequest);
    }

    private WebApplication Worker(params string[] more) => WorkerRole.Build(
        [.. api.Configuration, "--Delivery:Poll=00:00:00.100", "--Delivery:FirstWait=00:00:00.050", .. more],
        builder => builder.Services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)));

    private static async Task StopAsync(params WebApplication[] workers)
    {
        foreach (var worker in workers)
            await worker.StopAsync(Ct);
    }

    private Task OutboxIsEmptyAsync(TestHousehold home) => Eventually.TrueAsync(
        async () => await api.ScalarAsync<long>($"select count(*) from outbox where household_id = '{home.Id}'") == 0
            && await api.ScalarAsync<long>(
                $"select count(*) from delivery where household_id = '{home.Id}' and delivered_at is null") == 0,
        Patience, "nothing is left to tell");

    private static async Task<IReadOnlyList<WebhookDelivery>> StatesAsync(TestHousehold home, NewWebhookResponse webhook) =>
        (await home.Client.GetFromJsonAsync<WebhookDeliveriesResponse>(
            $"/api/v1/webhooks/{webhook.Details.Id}/deliveries", Ct))!.Deliveries;

    private static async Task<NewWebhookResponse> AddAsync(TestHousehold home, string url, params string[] actions)
    {
        using var added = await home.Client.PostAsJsonAsync("/api/v1/webhooks", new AddWebhookRequest(url, actions), Ct);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        return (await added.Content.ReadFromJsonAsync<NewWebhookResponse>(Ct))!;
    }

    private static async Task AddPetAsync(TestHousehold home, string name)
    {
        using var added = await home.Client.PostAsJsonAsync("/api/v1/pets", new { name, species = "dog" }, Ct);
        added.EnsureSuccessStatusCode();
    }
}
