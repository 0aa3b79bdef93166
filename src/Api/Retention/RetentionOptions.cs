using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Retention;

public sealed record RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Pause between two rounds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Rows deleted in one transaction.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; init; } = 200;
}
