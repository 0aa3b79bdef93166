using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Sessions;

public sealed record SessionOptions
{
    public const string Section = "Sessions";

    /// <summary>Life of an access token.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A session ends when it was not renewed for so long.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan RefreshLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The same for a demo household's session; the household goes with its last one.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan DemoLifetime { get; init; } = TimeSpan.FromHours(24);
}
