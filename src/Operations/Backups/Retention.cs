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

        await DeleteLeftoversAsync(store, [.. own.Except(outdated)], newest, now, ct);
        if (outdated.Count > 0)
            await Console.Out.WriteLineAsync($"deleted {outdated.Count} older backups of {newest.Source}");
    }

    private static async Task DeleteLeftoversAsync(
        IBackupStore store, IReadOnlyList<BackupManifest> kept, BackupManifest newest, DateTimeOffset now,
        CancellationToken ct)
    {
        var whole = kept.SelectMany(backup => new[] { backup.File, BackupName.ManifestOf(backup.File) });
        foreach (var name in (await store.ListAsync(ct)).Except(whole, StringComparer.Ordinal))
        {
            if (BackupName.TryParse(name, out var known) && known.Kind == newest.Kind && known.Source == newest.Source
                && now - known.Created > Abandoned)
                await store.DeleteAsync(name, ct);
        }
    }
}
