using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Notifications;
using PawPal.Testing;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace PawPal.Api.Tests.Outbox;

/// <summary>Notices, on the person's list and by mail to a real mail server.</summary>
public sealed class MailTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notice_is_listed_mailed_once_and_waits_for_the_morning()
    {
        var inbox = new Inbox();
        var port = FreePort.Next();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var serving = ServeAsync(inbox, port, stop.Token);
        var home = await api.NewHouseholdAsync();
        var sleeper = await api.NewHouseholdAsync();
        var now = TimeProvider.System.GetUtcNow();
        // Whatever the time is: quiet from an hour ago until in an hour.
        var wall = TimeOnly.FromDateTime(now.UtcDateTime);
        using var quiet = await sleeper.Client.PutAsync(
            "/api/v1/account",
            new ChangeAccountRequest("Sam", "Etc/UTC", QuietFrom: wall.AddHours(-1), QuietTo: wall.AddHours(1)), 1);
        quiet.EnsureSuccessStatusCode();
        foreach (var person in new[] { home, sleeper })
            await TellAsync(person, "summary.weekly", urgent: false);
        await TellAsync(sleeper, "reminder.escalated", urgent: true);
        await using var worker = WorkerRole.Build(
            [
                .. api.Configuration, "--Delivery:Poll=00:00:00.100", "--Mail:Host=127.0.0.1", $"--Mail:Port={port}",
                "--Mail:Security=None", "--Mail:From=pawpal@example.org",
            ],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)));
        await worker.StartAsync(Ct);
        await Eventually.TrueAsync(() => inbox.Mails.Count >= 2, Patience, "both mails arrive");
        await worker.StopAsync(Ct);
        await stop.CancelAsync();
        await serving;

        Assert.Equal(2, inbox.Mails.Count);
        var weekly = Assert.Single(inbox.Mails, mail => mail.Contains("summary.weekly", StringComparison.Ordinal));
        Assert.Contains(home.Email, weekly, StringComparison.Ordinal);
        Assert.Contains("@example.org>", weekly, StringComparison.Ordinal);
        Assert.Single(inbox.Mails, mail => mail.Contains(sleeper.Email, StringComparison.Ordinal)
            && mail.Contains("reminder.escalated", StringComparison.Ordinal));
        var held = await api.ScalarAsync<DateTime>(
            $"select hold_until from notice where household_id = '{sleeper.Id}' and kind = 'summary.weekly'");
        Assert.InRange(held - now.UtcDateTime, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(61));

        var listed = (await home.Client.GetFromJsonAsync<NoticesResponse>("/api/v1/notices", Ct))!;
        Assert.Equal(1, listed.Unread);
        using var read = await home.Client.PostAsync($"/api/v1/notices/{listed.Notices[0].Id}/read", null, Ct);
        read.EnsureSuccessStatusCode();
        Assert.Equal(0, (await home.Client.GetFromJsonAsync<NoticesResponse>("/api/v1/notices?unread=true", Ct))!.Unread);
        using var stolen = await home.Client.PostAsync(
            $"/api/v1/notices/{(await sleeper.Client.GetFromJsonAsync<NoticesResponse>("/api/v1/notices", Ct))!.Notices[0].Id}/read",
            null, Ct);
        await stolen.ProblemAsync(Api.Problems.NoticeUnknown);
    }

    private Task TellAsync(TestHousehold person, string kind, bool urgent) => api.ExecuteAsync(
        $"""
        insert into notice (id, household_id, account_id, kind, title, body, urgent, dedupe_key, created_at)
        select gen_random_uuid(), '{person.Id}', account_id, '{kind}', '{kind}', 'Words', {urgent}, '{kind}', now()
        from membership where household_id = '{person.Id}'
        """);

    private static Task ServeAsync(Inbox inbox, int port, CancellationToken ct)
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint => endpoint.Port(port)).Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(inbox);
        return new SmtpServer.SmtpServer(options, services).StartAsync(ct);
    }

    private sealed class Inbox : MessageStore
    {
        public ConcurrentQueue<string> Mails { get; } = new();

        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken ct)
        {
            Mails.Enqueue(Encoding.UTF8.GetString(buffer));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }
}
