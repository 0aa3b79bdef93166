using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.Extensions.Options;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Outbox;

namespace PawPal.Api.Push;

/// <summary>How the server names itself to push services.</summary>
public sealed record PushOptions
{
    public const string Section = "Push";

    /// <summary>
    /// Whom a push service tells of trouble, as <c>mailto:</c> or an HTTPS address (RFC 8292, 2.1). Some refuse a host
    /// that nobody can reach.
    /// </summary>
    [Required]
    public string Subject { get; init; } = "mailto:pawpal@localhost";
}

/// <summary>What a push tells; a page's service worker shows it.</summary>
internal sealed record PushPayload(Guid Id, string Kind, string Title, string Body, string? Url, bool IsUrgent);

/// <summary>Sends a notice to one browser, encrypted for it (RFC 8291) and signed by the server (RFC 8292).</summary>
internal sealed class PushSender
{
    private const int DaysToLive = 1;

    private readonly PushServiceClient _client;
    private readonly NpgsqlDataSource _source;
    private readonly PushKeys _keys;

    public PushSender(HttpClient http, NpgsqlDataSource source, PushKeys keys, IOptions<PushOptions> options)
    {
        _source = source;
        _keys = keys;
        // The queue waits and tries again, not this client.
        _client = new PushServiceClient(http)
        {
            AutoRetryAfter = false,
            DefaultAuthentication = new VapidAuthentication(keys.PublicKey, keys.PrivateKey)
            {
                Subject = options.Value.Subject,
            },
        };
    }

    public async Task<(string? Failure, bool IsFinal)> SendAsync(Delivery delivery, CancellationToken ct)
    {
        if (await FindAsync(delivery, ct) is not { } subscription)
            return ("the browser is gone", true);
        var payload = JsonSerializer.Deserialize<PushPayload>(delivery.Payload, JsonSerializerOptions.Web)!;
        var message = new PushMessage(delivery.Payload)
        {
            TimeToLive = (int)TimeSpan.FromDays(DaysToLive).TotalSeconds,
            Urgency = payload.IsUrgent ? PushMessageUrgency.High : PushMessageUrgency.Normal,
        };
        try
        {
            await _client.RequestPushMessageDeliveryAsync(subscription, message, ct);
            return (null, false);
        }
        catch (PushServiceClientException refused)
        {
            if (refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                await ForgetAsync(delivery, ct);
                return ("the browser wants no more", true);
            }

            var answer = string.Create(CultureInfo.InvariantCulture, $"answered {(int)refused.StatusCode}");
            // 413 and 400 will not change; too many, a redirect or trouble may.
            return (answer, refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
                || (int)refused.StatusCode is >= 300 and < 400);
        }
    }

    private async Task<PushSubscription?> FindAsync(Delivery delivery, CancellationToken ct)
    {
        await using var find = _source.CreateCommand(
            """
            select s.endpoint, s.p256dh, s.sealed_auth
            from delivery d join push_subscription s on s.id = d.subscription_id where d.id = $1
            """);
        find.Parameters.Bind(delivery.Id);
        await using var row = await find.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        var endpoint = row.GetString(0);
        byte[] auth;
        try
        {
            auth = _keys.Open(endpoint, row.GetFieldValue<byte[]>(2));
        }
        catch (CryptographicException)
        {
            // Subscribed under another SECRET_KEY: the browser has to do it again.
            return null;
        }

        var subscription = new PushSubscription { Endpoint = endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, Base64Url.EncodeToString(row.GetFieldValue<byte[]>(1)));
        subscription.SetKey(PushEncryptionKeyName.Auth, Base64Url.EncodeToString(auth));
        return subscription;
    }

    private async Task ForgetAsync(Delivery delivery, CancellationToken ct)
    {
        await using var forget = _source.CreateCommand(
            "delete from push_subscription where id = (select subscription_id from delivery where id = $1)");
        forget.Parameters.Bind(delivery.Id);
        await forget.ExecuteNonQueryAsync(ct);
    }
}
