using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Live;

/// <summary>Screens that follow a household.</summary>
public sealed record LiveOptions
{
    public const string Section = "Live";

    /// <summary>In one process.</summary>
    [Range(1, 100_000)]
    public int Streams { get; init; } = 5_000;

    /// <summary>In one process.</summary>
    [Range(1, 10_000)]
    public int StreamsPerHousehold { get; init; } = 50;

    /// <summary>So often a stream without changes shows that it lives, and looks by itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A stream ends after so long; the browser opens the next one, with the right of that moment.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(2);
}
