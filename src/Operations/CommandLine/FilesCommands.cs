using System.CommandLine;
using PawPal.Operations.Backups;
using PawPal.Operations.Databases;
using PawPal.Operations.Files;
using PawPal.Operations.Storage;

namespace PawPal.Operations.CommandLine;

/// <summary><c>backup-files</c> and <c>restore-files</c>.</summary>
internal static class FilesCommands
{
    public static Command Backup()
    {
        var store = new StoreOptions();
        var schedule = new ScheduleOptions();
        var from = new Option<string?>("--from")
        {
            Description = $"The files: a folder or s3://bucket/prefix [{Settings.FilesFrom}]",
            DefaultValueFactory = _ => Settings.Variable(Settings.FilesFrom),
        };
        var command = new Command("backup-files", "Save uploaded files as one archive, checked and recorded.");
        command.Add(from);
        store.AddTarget(command);
        schedule.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var address = parsed.GetValue(from)
                ?? throw new UsageFailure(
                    $"nothing says which files: use --from <folder or s3://bucket/prefix>, or {Settings.FilesFrom}");
            var backup = new FilesBackup(
                FilePlaces.Open(address, store.S3(parsed)), DatabaseAddress.Find(Settings.Variable),
                store.Target(parsed), schedule.Keep(parsed), TimeProvider.System);
            return schedule.RunAsync(parsed, backup.RunAsync, ct);
        });
        return command;
    }

    public static Command Restore()
    {
        var store = new StoreOptions();
        var to = new Option<string>("--to")
        {
            Description = "An empty folder or s3://bucket/prefix for the files",
            Required = true,
        };
        var command = new Command("restore-files", "Bring saved files back into an empty folder or prefix.");
        store.AddSource(command);
        command.Add(to);
        command.SetAction(async (parsed, ct) =>
        {
            var s3 = store.S3(parsed);
            var (source, file) = store.Source(parsed);
            var backups = Places.Open(source, s3);
            var backup = await BackupReader.FindAsync(backups, file, BackupKind.Files, ct);
            var target = parsed.GetValue(to)!;
            if (!S3Address.Fits(target))
                Directory.CreateDirectory(target);
            await new FilesRestore(backups, FilePlaces.Open(target, s3)).RunAsync(backup, ct);
        });
        return command;
    }
}
