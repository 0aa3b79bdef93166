using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Doors;

/// <summary>How often one client address may knock at the doors that ask for no session.</summary>
public sealed record DoorOptions
{
    public const string Section = "Doors";

    [Range(1, 100_000)]
    public int LogInsPerMinute { get; init; } = 10;

    [Range(1, 100_000)]
    public int RegistrationsPerHour { get; init; } = 60;

    [Range(1, 100_000)]
    public int DemosPerHour { get; init; } = 300;

    [Range(1, 100_000)]
    public int RefreshesPerMinute { get; init; } = 60;

    /// <summary>Codes that are looked at or accepted.</summary>
    [Range(1, 100_000)]
    public int InvitationsPerMinute { get; init; } = 20;

    [Range(1, 100_000)]
    public int CalendarsPerMinute { get; init; } = 120;

    /// <summary>Briefs that are read, and care that is logged, by a link.</summary>
    [Range(1, 100_000)]
    public int HandoverLinksPerMinute { get; init; } = 120;
}
