using System.Globalization;
using System.Net;
using System.Text.Json;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using PawPal.Api.Outbox;

namespace PawPal.Api.Notifications;

/// <summary>What a mail tells.</summary>
internal sealed record MailPayload(string To, string Name, string Title, string Body);

/// <summary>
/// Sends a notice as mail, in text and in HTML. Its Message-ID is the delivery's: a second copy is seen as one.
/// </summary>
internal sealed class MailSender(IOptions<MailOptions> options, TimeProvider clock)
{
    private const int MailboxUnavailable = 550;

    public async Task<(string? Failure, bool IsFinal)> SendAsync(Delivery delivery, CancellationToken ct)
    {
        var settings = options.Value;
        if (!settings.IsOn)
            return ("mail is not configured", true);
        var payload = JsonSerializer.Deserialize<MailPayload>(delivery.Payload, JsonSerializerOptions.Web)!;
        if (!MailboxAddress.TryParse(payload.To, out var mailbox))
            return ("the address cannot be used", true);
        mailbox.Name = payload.Name;
        using var message = Write(delivery.Id, mailbox, payload, settings);
        using var client = new SmtpClient();
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, ct);
        if (settings.UserName is { Length: > 0 } user)
            await client.AuthenticateAsync(user, settings.Password ?? "", ct);
        try
        {
            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= MailboxUnavailable)
        {
            return (string.Create(CultureInfo.InvariantCulture, $"refused with {(int)refused.StatusCode}"), true);
        }

        await client.DisconnectAsync(quit: true, ct);
        return (null, false);
    }

    private static string Lines(string text) =>
        WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

    private MimeMessage Write(Guid id, MailboxAddress to, MailPayload payload, MailOptions settings)
    {
        var message = new MimeMessage
        {
            MessageId = $"{id:N}@{settings.From.Split('@')[^1]}",
            Subject = payload.Title,
            Date = clock.GetUtcNow(),
            Body = new BodyBuilder
            {
                TextBody = payload.Body,
                HtmlBody = $"<p>{Lines(payload.Body)}</p>",
            }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress("PawPal", settings.From));
        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
