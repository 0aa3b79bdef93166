using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Replication;

public sealed record ReplicationOptions
{
    public const string Section = "Replication";

    /// <summary>Pause between two looks at the database.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);
}
