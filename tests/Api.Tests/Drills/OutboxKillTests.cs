using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Api.Tests.Commands;
using PawPal.Api.Tests.Outbox;
using PawPal.Contracts.Care;
using PawPal.Contracts.Webhooks;
using PawPal.Testing;

namespace PawPal.Api.Tests.Drills;

/// <summary>
/// Drill A4: whoever sends is killed (SIGKILL) at random moments; every change arrives, and under one id, by which a
/// receiver makes it one effect. <c>PAWPAL_DRILL_KILLS</c> and <c>PAWPAL_DRILL_EVENTS</c> make more of it.
/// </summary>
public sealed class OutboxKillTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static int Kills => Number("PAWPAL_DRILL_KILLS", 3);

    private static int Requests => Number("PAWPAL_DRILL_EVENTS", 504) / 6;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_sender_loses_nothing_and_nothing_has_two_effects()
    {
        await using var receiver = await Receiver.StartAsync();
        var home = await CareHome.CreateAsync(api);
        using (var added = await home.Client.PostAsJsonAsync(
            "/api/v1/webhooks", new AddWebhookRequest(receiver.Address.ToString(), ["care.logged"]), Ct))
            Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var pets = home.Pets.Select(pet => pet.Id).ToList();
        for (var request = 0; request < Requests; request++)
        {
            using var logged = await home.Client.PostAsJsonAsync(
                "/api/v1/care/events", new LogCareRequest(pets, "feeding"), Ct);
            Assert.Equal(HttpStatusCode.Created, logged.StatusCode);
        }

        var events = Requests * pets.Count;
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        // A short lease: what a dead sender had in hand is free again soon.
        await using var sender = await ApiProcess.StartAsync(
            "worker",
            [.. api.Configuration, "--Delivery:AllowPrivateNetworks=true", "--Delivery:AttemptLimit=00:00:01",
                "--Delivery:BatchSize=20", "--Delivery:FirstWait=00:00:00.1"]);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var mark = (int)((kill - 1 + random.NextDouble()) * events / (Kills + 1));
            await Eventually.TrueAsync(() => receiver.Got.Count >= mark, Patience, $"{mark} have arrived");
            await sender.KillAsync();
            await sender.StartAgainAsync();
        }

        await Eventually.TrueAsync(
            () => receiver.Got.Select(got => got.Delivery).Distinct(StringComparer.Ordinal).Count() >= events,
            Patience, "all have arrived");
        await Eventually.TrueAsync(
            async () => await CountAsync(home, "delivery where delivered_at is null and") == 0
                && await CountAsync(home, "outbox where") == 0,
            Patience, "nothing is on its way");
        var effects = receiver.Got
            .GroupBy(got => (string)JsonNode.Parse(got.Body)!["subject"]!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(got => got.Delivery).Distinct(
                StringComparer.Ordinal).Count(),
                StringComparer.Ordinal);
        Assert.Equal(events, effects.Count);
        Assert.All(effects, one => Assert.Equal(1, one.Value));
    }

    private static int Number(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var said) ? said
            : usual;

    private Task<long> CountAsync(CareHome home, string from) =>
        api.ScalarAsync<long>($"select count(*) from {from} household_id = '{home.Home.Id}'");
}
