using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Outbox;

/// <summary>How what happened is brought to whoever is to hear of it.</summary>
public sealed record DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>So often the worker looks when there was nothing to do.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    [Range(1, 1_000)]
    public int BatchSize { get; init; } = 100;

    /// <summary>After so many attempts a delivery is given up.</summary>
    [Range(1, 50)]
    public int MostAttempts { get; init; } = 10;

    /// <summary>The wait before the second attempt; it doubles with each further one, up to six hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan AttemptLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Lets webhooks go to private and loopback addresses, for home automation on the same network. Off, because
    /// otherwise a member of any household could make this server call what only it can reach.
    /// </summary>
    public bool AllowPrivateNetworks { get; init; }
}
