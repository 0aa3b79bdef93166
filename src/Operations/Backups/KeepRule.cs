using System.Globalization;

namespace PawPal.Operations.Backups;

/// <summary>Which backups stay: <c>24</c>, the newest 24; <c>7d</c>, those of the last seven days.</summary>
internal sealed record KeepRule(int? Count, TimeSpan? Age)
{
    /// <exception cref="UsageFailure">It is neither a count nor a number of days.</exception>
    public static KeepRule? Parse(string? text)
    {
        if (text is null)
            return null;
        var isDays = text.EndsWith('d');
        return int.TryParse(isDays ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 36_500
            ? new KeepRule(isDays ? null : number, isDays ? TimeSpan.FromDays(number) : null)
            : throw new UsageFailure($"--keep cannot be '{text}': write a number of backups (24) or of days (7d)");
    }

    /// <summary>Those that may go. The newest never does.</summary>
    public IReadOnlyList<BackupManifest> Outdated(IReadOnlyList<BackupManifest> newestFirst, DateTimeOffset now) =>
        [.. newestFirst.Skip(1).Where((backup, i) => i + 1 >= Count || now - backup.Created > Age)];
}
