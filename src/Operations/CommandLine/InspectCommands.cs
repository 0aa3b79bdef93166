using System.CommandLine;
using System.Globalization;
using PawPal.Operations.Backups;
using PawPal.Operations.Databases;
using PawPal.Operations.Files;
using PawPal.Operations.Programs;
using PawPal.Operations.Storage;

namespace PawPal.Operations.CommandLine;

/// <summary><c>list</c> and <c>verify</c>.</summary>
internal static class InspectCommands
{
    public static Command List()
    {
        var store = new StoreOptions();
        var command = new Command("list", "Show the whole backups of a place, the newest first.");
        store.AddSource(command);
        command.SetAction(async (parsed, ct) =>
        {
            var place = store.Source(parsed).Place;
            foreach (var backup in await BackupReader.ListAsync(Places.Open(place, store.S3(parsed)), ct))
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{backup.Created.UtcDateTime:yyyy-MM-dd HH:mm:ss} {backup.Bytes,14} {backup.File}"));
        });
        return command;
    }

    public static Command Verify()
    {
        var store = new StoreOptions();
        var command = new Command("verify", "Check a backup: its SHA-256, and that it can be read to its end.");
        store.AddSource(command);
        command.SetAction(async (parsed, ct) =>
        {
            var (place, file) = store.Source(parsed);
            var backups = Places.Open(place, store.S3(parsed));
            var backup = await BackupReader.FindAsync(backups, file, kind: null, ct);
            await BackupReader.CheckHashAsync(backups, backup, ct);
            using var copy = await LocalCopy.OfAsync(backups, backup.File, ct);
            if (backup.Kind == BackupKind.Files)
                await FilesArchive.CheckAsync(copy.Path, ct);
            else
                await DumpArchive.CheckAsync(
                    await ClientProgram.FindAsync("pg_restore", 0, "", Settings.Variable, ct), copy.Path, ct);
            await Console.Out.WriteLineAsync($"{backup.File} is whole: SHA-256 {backup.Sha256}");
        });
        return command;
    }
}
