using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using PawPal.Api.Notifications;
using PawPal.Api.Push;
using PawPal.Api.Webhooks;

namespace PawPal.Api.Outbox;

/// <summary>Empties the outbox, hands notices to their channels, and delivers what is due.</summary>
internal sealed class DeliveryService(
    OutboxQueue outbox,
    NoticeDispatcher notices,
    DeliveryQueue deliveries,
    WebhookSender webhooks,
    MailSender mail,
    PushSender push,
    DeliveryMetrics metrics,
    TimeProvider clock,
    IOptions<DeliveryOptions> options,
    ILogger<DeliveryService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Poll, clock);
        do
        {
            try
            {
                while (await RoundAsync(stoppingToken) && !stoppingToken.IsCancellationRequested)
                {
                    // There was more than one batch.
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // An escaped exception stops the host; the next round tries again.
                log.RoundFailed(failure);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    /// <returns>True when there may be more.</returns>
    internal async Task<bool> RoundAsync(CancellationToken ct)
    {
        var sent = await outbox.SendBatchAsync(ct);
        metrics.Age = await outbox.AgeAsync(ct);
        var told = await notices.DispatchAsync(ct);
        var due = await deliveries.ClaimAsync(ct);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (delivery, token) => await DeliverAsync(delivery, token));
        var size = options.Value.BatchSize;
        return sent >= size || told >= size || due.Count >= size;
    }

    private async Task DeliverAsync(Delivery delivery, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Value.AttemptLimit);
        var (failure, isFinal) = await TryAsync(delivery, limit.Token, ct);
        if (failure is null)
        {
            await deliveries.DoneAsync(delivery, ct);
            metrics.Delivered(delivery.Channel, "delivered");
            return;
        }

        var isDead = await deliveries.FailedAsync(delivery, failure, isFinal, ct);
        metrics.Delivered(delivery.Channel, isDead ? "dead" : "retried");
        if (isDead)
            log.GivenUp(delivery.Id, delivery.Channel, failure);
    }

    /// <summary>Null, or why it did not arrive in few words, and whether that will not change.</summary>
    private async Task<(string? Failure, bool IsFinal)> TryAsync(
        Delivery delivery, CancellationToken limit, CancellationToken stopping)
    {
        try
        {
            return await (delivery.Channel switch
            {
                "webhook" => webhooks.SendAsync(delivery, limit),
                "push" => push.SendAsync(delivery, limit),
                _ => mail.SendAsync(delivery, limit),
            });
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return ("no answer in time", false);
        }
        catch (HttpRequestException failure) when (failure.InnerException is AddressRefusedException)
        {
            return ("the address is private, local or reserved", true);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException
            or ProtocolException or CommandException or ServiceNotConnectedException
            or MailKit.Security.AuthenticationException or MailKit.Security.SslHandshakeException)
        {
            var what = failure is SmtpCommandException smtp ? $"SMTP {(int)smtp.StatusCode}" : failure.GetType().Name;
            return (what, false);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
