using System.Security.Cryptography;
using PawPal.Operations.Storage;

namespace PawPal.Operations.Backups;

/// <summary>Finds the backups of a store, and checks that they are what was written.</summary>
internal static class BackupReader
{
    /// <summary>All whole backups, the newest first. One whose manifest is damaged is told of and left out.</summary>
    public static async Task<IReadOnlyList<BackupManifest>> ListAsync(IBackupStore store, CancellationToken ct)
    {
        var names = (await store.ListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var found = new List<BackupManifest>();
        foreach (var file in names.Where(name => BackupName.TryParse(name, out var known) && known.File == name))
        {
            if (!names.Contains(BackupName.ManifestOf(file)))
                continue;
            try
            {
                found.Add(await ReadAsync(store, file, ct));
            }
            catch (OperationFailure damage)
            {
                await Console.Error.WriteLineAsync($"pawpal-ops: left out: {damage.Message}");
            }
        }

        return [.. found.OrderByDescending(backup => backup.Created)];
    }

    /// <summary>The named backup; without a name the newest of its kind.</summary>
    public static async Task<BackupManifest> FindAsync(
        IBackupStore store, string? name, BackupKind? kind, CancellationToken ct)
    {
        if (name is not null)
        {
            var named = await ReadAsync(store, name, ct);
            return kind is null || named.Kind == kind
                ? named
                : throw new UsageFailure($"{name} is a backup of {Word(named.Kind)}, not of {Word(kind.Value)}");
        }

        var all = await ListAsync(store, ct);
        var fitting = all.Where(backup => kind is null || backup.Kind == kind).ToList();
        if (fitting.Count == 0)
            throw new OperationFailure(
                $"{store.Location} holds no backup{(kind is null ? "" : $" of {Word(kind.Value)}")}");
        var sources = fitting.Select(backup => backup.Source).Distinct(StringComparer.Ordinal).ToList();
        return sources.Count == 1 || kind is null
            ? fitting[0]
            : throw new UsageFailure(
                $"{store.Location} holds backups of {string.Join(", ", sources)}: name one file with --from");
    }

    /// <exception cref="OperationFailure">The file is missing, or is not what was written.</exception>
    public static async Task CheckHashAsync(IBackupStore store, BackupManifest backup, CancellationToken ct)
    {
        await using var content = await store.OpenAsync(backup.File, ct);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        if (sha256 != backup.Sha256)
            throw new OperationFailure($"{store.Location}/{backup.File} is damaged: its SHA-256 is {sha256}, "
                + $"its manifest says {backup.Sha256}. Use an older backup");
    }

    private static async Task<BackupManifest> ReadAsync(IBackupStore store, string file, CancellationToken ct)
    {
        var name = BackupName.ManifestOf(file);
        try
        {
            using var text = new StreamReader(await store.OpenAsync(name, ct));
            var manifest = BackupManifest.Parse(name, await text.ReadToEndAsync(ct));
            // Which file is read must not be up to what the file says.
            return manifest with { File = file };
        }
        catch (OperationFailure missing) when (missing.Message.EndsWith("does not exist", StringComparison.Ordinal))
        {
            throw new OperationFailure(
                $"{store.Location}/{name} does not exist: without it {file} cannot be checked", missing);
        }
    }

    private static string Word(BackupKind kind) => kind == BackupKind.Database ? "a database" : "files";
}
