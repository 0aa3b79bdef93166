using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Outbox;

namespace PawPal.Api.Webhooks;

/// <summary>
/// Posts a change, signed: <c>PawPal-Signature: t=…,v1=…</c>, the HMAC-SHA256 of <c>t.body</c> with the webhook's
/// secret.
/// </summary>
internal sealed class WebhookSender(
    HttpClient http, NpgsqlDataSource source, WebhookSecrets secrets, TimeProvider clock)
{
    public async Task<(string? Failure, bool IsFinal)> SendAsync(Delivery delivery, CancellationToken ct)
    {
        await using var find = source.CreateCommand("select url, sealed_secret from webhook where id = $1");
        find.Parameters.Bind(delivery.Webhook);
        string url;
        byte[] sealedSecret;
        await using (var row = await find.ExecuteReaderAsync(ct))
        {
            if (!await row.ReadAsync(ct))
                return ("the webhook is gone", true);
            (url, sealedSecret) = (row.GetString(0), row.GetFieldValue<byte[]>(1));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(delivery.Payload, Encoding.UTF8, "application/json");
        request.Headers.Add("PawPal-Delivery", delivery.Id.ToString());
        var secret = secrets.Open(delivery.Webhook!.Value, sealedSecret);
        request.Headers.Add("PawPal-Signature", Sign(secret, delivery.Payload));
        // Only the status counts; a body of any length is left unread.
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return answer.StatusCode switch
        {
            _ when answer.IsSuccessStatusCode => (null, false),
            HttpStatusCode.Gone => ("answered 410: it is not wanted any more", true),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => ("answered with a redirect", true),
            var status => (string.Create(CultureInfo.InvariantCulture, $"answered {(int)status}"), false),
        };
    }

    private string Sign(string secret, string body)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }
}
