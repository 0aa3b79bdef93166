using PawPal.Operations.Storage;

namespace PawPal.Operations.Backups;

/// <summary>Deletes what is older than the rule says, and what runs that were killed have left behind.</summary>
internal static class Retention
{
    // Longer than any run takes, so that no run's draft is taken from it.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <param name="rule">None: everything stays.</param>
    public static async Task ApplyAsync(
        IBackupStore store, KeepRule? rule, BackupManifest newest, DateTimeOffset now, CancellationToken ct)
    {
        if (rule is null)
            return;
        var own = (await BackupReader.ListAsync(store, ct))
            .Where(backup => backup.Kind == newest.Kind && backup.Source == newest.Source).ToList();
        var outdated = rule.Outdated(own, now);
        foreach (var backup in outdated)
        {
            // The manifest first: what is half deleted is no backup any more.
            await store.DeleteAsync(BackupName.ManifestOf(backup.File), ct);
            await store.DeleteAsync(backup.File, ct);
        }

        await DeleteLeftoversAsync(store, newest, now, ct);
        if (outdated.Count > 0)
            await Console.Out.WriteLineAsync($"deleted {outdated.Count} older backups of {newest.Source}");
    }

    private static async Task DeleteLeftoversAsync(
        IBackupStore store, BackupManifest newest, DateTimeOffset now, CancellationToken ct)
    {
        var names = (await store.ListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var isOwn = BackupName.TryParse(name, out var known)
                && known.Kind == newest.Kind && known.Source == newest.Source;
            if (isOwn && now - known.Created > Abandoned && (IsDraft(name) || !IsPair(known.File, names)))
                await store.DeleteAsync(name, ct);
        }
    }

    private static bool IsDraft(string name) => name.EndsWith(BackupName.Partial, StringComparison.Ordinal);

    // A backup beside a manifest stays, also one whose manifest cannot be read.
    private static bool IsPair(string file, HashSet<string> names) =>
        names.Contains(file) && names.Contains(BackupName.ManifestOf(file));
}
