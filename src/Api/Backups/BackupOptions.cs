using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Backups;

public sealed record BackupOptions
{
    public const string Section = "Backups";

    /// <summary>Pause between two looks at the database.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Uploaded files are backed up here, so that their backup is missed before there was any.</summary>
    public bool ExpectsFiles { get; init; }
}
