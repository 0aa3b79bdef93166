using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PawPal.Api.Outbox;
using PawPal.Api.Tests.Commands;
using PawPal.Api.Tests.Reminders;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Notifications;

namespace PawPal.Api.Tests.Push;

public sealed class PushTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/account/push-subscriptions";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notice_reaches_a_browser_encrypted_for_it_and_signed_by_the_server()
    {
        await using var browser = await Browser.StartAsync();
        var home = await CareHome.CreateAsync(api);
        await SubscribeAsync(home, browser);
        await NoticeAsync(home, "Give Luna her insulin");
        await using var worker = NewWorker();
        await RoundAsync(worker);
        var push = Assert.Single(browser.Got);
        using var read = browser.Decrypt(push);
        Assert.Equal("Give Luna her insulin", read.RootElement.GetProperty("title").GetString());
        Assert.Equal("/today", read.RootElement.GetProperty("url").GetString());
        Assert.Equal(("aes128gcm", "high", "86400"), (push.Encoding, push.Urgency, push.TimeToLive));
        var key = await home.GetAsync<PushKeyResponse>("/api/v1/push/key");
        // The library leaves the port out; push services are at the usual one.
        Assert.Equal("http://127.0.0.1", push.VerifiedAudience(key.PublicKey));
        await RoundAsync(worker);
        Assert.Single(browser.Got);
    }

    [Fact]
    public async Task A_browser_that_is_gone_is_forgotten_and_one_in_trouble_is_tried_again()
    {
        await using var gone = await Browser.StartAsync(410);
        await using var busy = await Browser.StartAsync(503);
        var home = await CareHome.CreateAsync(api);
        await SubscribeAsync(home, gone);
        await SubscribeAsync(home, busy);
        await NoticeAsync(home, "Walk Max");
        await using var worker = NewWorker();
        await RoundAsync(worker);
        Assert.Single((await home.GetAsync<PushSubscriptionsResponse>(Path)).Subscriptions);
        busy.Status = 201;
        await home.AdvanceAsync(TimeSpan.FromHours(1));
        await RoundAsync(worker);
        Assert.Equal((1, 2), (gone.Got.Count, busy.Got.Count));
        Assert.Equal(1, await CountAsync(home, "delivered_at is not null"));
    }

    [Fact]
    public async Task A_private_address_is_refused_when_it_is_connected_to()
    {
        await using var browser = await Browser.StartAsync();
        var home = await CareHome.CreateAsync(api);
        await SubscribeAsync(home, browser);
        await NoticeAsync(home, "Walk Max");
        await using var worker = NewWorker("--Delivery:AllowPrivateNetworks=false");
        await RoundAsync(worker);
        Assert.Empty(browser.Got);
        Assert.Equal(1, await CountAsync(home, "dead_at is not null and failure like '%private%'"));
    }

    [Fact]
    public async Task Who_wants_no_push_of_a_kind_gets_none()
    {
        await using var browser = await Browser.StartAsync();
        var home = await CareHome.CreateAsync(api);
        await SubscribeAsync(home, browser);
        using var chosen = await home.Client.PutAsJsonAsync(
            "/api/v1/account/notifications",
            new NotificationPreferences([new NotificationPreference("reminder.due", "push", false)]), Ct);
        Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        await NoticeAsync(home, "Walk Max");
        await using var worker = NewWorker();
        await RoundAsync(worker);
        Assert.Empty(browser.Got);
    }

    [Fact]
    public async Task A_browser_is_one_persons_and_is_listed_and_deleted()
    {
        await using var browser = await Browser.StartAsync();
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        var first = await SubscribeAsync(home, browser);
        var second = await SubscribeAsync(other, browser);
        Assert.Equal(first.Id, second.Id);
        Assert.Empty((await home.GetAsync<PushSubscriptionsResponse>(Path)).Subscriptions);
        using var stolen = await home.Client.DeleteAsync($"{Path}/{second.Id}", Ct);
        await stolen.ProblemAsync(Problems.PushSubscriptionUnknown);
        using var deleted = await other.Client.DeleteAsync($"{Path}/{second.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Theory]
    [InlineData("ftp://push.example.org/x", null, null, "/endpoint")]
    [InlineData("http://push.example.org/x", null, null, "/endpoint")]
    [InlineData(null, "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null,
        "/p256dh")]
    [InlineData(null, null, "AAAA", "/auth")]
    public async Task What_no_browser_gives_is_refused(string? endpoint, string? p256dh, string? auth, string pointer)
    {
        await using var browser = await Browser.StartAsync();
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.PostAsJsonAsync(
            Path,
            new AddPushSubscriptionRequest(endpoint ?? browser.Endpoint, p256dh ?? browser.P256dh, auth
                ?? browser.Auth),
            Ct);
        var problem = await answer.ProblemAsync(Problems.InvalidRequest);
        Assert.Contains(problem.Errors(), error => error.Pointer == pointer);
    }

    private static async Task<PushSubscriptionResponse> SubscribeAsync(CareHome home, Browser browser)
    {
        using var answer = await home.Client.PostAsJsonAsync(
            Path, new AddPushSubscriptionRequest(browser.Endpoint, browser.P256dh, browser.Auth), Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<PushSubscriptionResponse>(Ct))!;
    }

    private Task NoticeAsync(CareHome home, string title) => api.ExecuteAsync(
        $"""
        insert into notice (id, household_id, account_id, kind, title, body, link, urgent, dedupe_key, created_at)
        values (gen_random_uuid(), '{home.Home.Id}', '{home.Caller.Account.Value}', 'reminder.due', '{title}',
            repeat('ü', 3000), '/today', true, gen_random_uuid()::text, '{api.Clock.GetUtcNow().AddSeconds(-1):O}')
        """);

    private Task<long> CountAsync(CareHome home, string which) => api.ScalarAsync<long>(
        $"select count(*) from delivery where household_id = '{home.Home.Id}' and channel = 'push' and {which}");

    private Microsoft.AspNetCore.Builder.WebApplication NewWorker(
        string more = "--Delivery:AllowPrivateNetworks=true") => ReminderHome.NewWorker(api, more);

    private static Task RoundAsync(Microsoft.AspNetCore.Builder.WebApplication worker) =>
        worker.Services.GetServices<IHostedService>().OfType<DeliveryService>().Single().RoundAsync(Ct);
}
