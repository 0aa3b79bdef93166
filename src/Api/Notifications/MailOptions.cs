using System.ComponentModel.DataAnnotations;
using MailKit.Security;

namespace PawPal.Api.Notifications;

/// <summary>The mail server that notices go through. Without a host no mail is sent.</summary>
public sealed record MailOptions
{
    public const string Section = "Mail";

    public string? Host { get; init; }

    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary><c>StartTls</c>, <c>SslOnConnect</c>, or <c>None</c> where nobody else listens.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    public string? UserName { get; init; }

    public string? Password { get; init; }

    [EmailAddress]
    public string From { get; init; } = "pawpal@localhost.localdomain";

    public bool IsOn => !string.IsNullOrWhiteSpace(Host);
}
