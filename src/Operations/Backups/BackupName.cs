using System.Globalization;
using System.Text.RegularExpressions;

namespace PawPal.Operations.Backups;

/// <summary><c>pawpal-20261126T041500123Z.dump</c>: what was saved, when (UTC), and in which form.</summary>
internal sealed partial record BackupName(BackupKind Kind, string Source, DateTimeOffset Created)
{
    /// <summary>Ends the name of a draft.</summary>
    public const string Partial = ".partial";

    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const string DumpExtension = ".dump";
    private const string TarExtension = ".tar.gz";

    public string File => Source + "-" + Created.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)
        + (Kind == BackupKind.Database ? DumpExtension : TarExtension);

    /// <summary>Name of the manifest of <paramref name="file"/>.</summary>
    public static string ManifestOf(string file) => file + BackupManifest.Extension;

    public static BackupName New(BackupKind kind, string source, DateTimeOffset created) =>
        new(kind, Unusual().Replace(source, "_"), created);

    /// <summary>Reads the name of a backup, its manifest or its draft.</summary>
    public static bool TryParse(string file, out BackupName name)
    {
        name = null!;
        var match = Pattern().Match(file);
        if (!match.Success || !DateTimeOffset.TryParseExact(
            match.Groups["time"].Value, TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var created))
            return false;
        var kind = match.Groups["form"].Value == DumpExtension ? BackupKind.Database : BackupKind.Files;
        name = new BackupName(kind, match.Groups["source"].Value, created);
        return true;
    }

    [GeneratedRegex(
        @"^\.?(?<source>[A-Za-z0-9_]+)-(?<time>\d{8}T\d{9}Z)(?<form>\.dump|\.tar\.gz)(\.json)?(\.partial)?$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern();

    [GeneratedRegex("[^A-Za-z0-9_]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Unusual();
}
