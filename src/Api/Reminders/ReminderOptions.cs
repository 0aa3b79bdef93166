using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Reminders;

/// <summary>How the worker tells of what is due.</summary>
public sealed record ReminderOptions
{
    public const string Section = "Reminders";

    /// <summary>Pause between two looks while nothing is due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Reminders claimed in one transaction.</summary>
    [Range(1, 5_000)]
    public int BatchSize { get; init; } = 500;

    /// <summary>Batches that one worker has in hand at once.</summary>
    [Range(1, 16)]
    public int Lanes { get; init; } = 2;

    /// <summary>After an outage, what was due longer ago than this is not told of any more.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromHours(24);
}
