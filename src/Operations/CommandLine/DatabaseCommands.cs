using System.CommandLine;
using PawPal.Operations.Backups;
using PawPal.Operations.Databases;
using PawPal.Operations.Storage;

namespace PawPal.Operations.CommandLine;

/// <summary><c>backup</c> and <c>restore</c>.</summary>
internal static class DatabaseCommands
{
    private const string Where = "The database is named by ConnectionStrings__pawpal or DATABASE_URL.";

    public static Command Backup()
    {
        var store = new StoreOptions();
        var schedule = new ScheduleOptions();
        var command = new Command("backup", $"Save the database: whole, checked and recorded, or not at all. {Where}");
        store.AddTarget(command);
        schedule.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var backup = new DatabaseBackup(
                DatabaseAddress.From(Settings.Variable), store.Target(parsed), schedule.Keep(parsed), Settings.Variable,
                TimeProvider.System);
            return schedule.RunAsync(parsed, backup.RunAsync, ct);
        });
        return command;
    }

    public static Command Restore()
    {
        var store = new StoreOptions();
        var database = new Option<string?>("--database") { Description = "Into this database of the same server" };
        var create = new Option<bool>("--create") { Description = "Make the database first" };
        var command = new Command("restore", $"Restore a backup into an empty database, and compare. {Where}");
        store.AddSource(command);
        command.Add(database);
        command.Add(create);
        command.SetAction(async (parsed, ct) =>
        {
            var address = DatabaseAddress.From(Settings.Variable);
            if (parsed.GetValue(database) is { } name)
                address = address.For(name);
            var (place, file) = store.Source(parsed);
            var backups = Places.Open(place, store.S3(parsed));
            var backup = await BackupReader.FindAsync(backups, file, BackupKind.Database, ct);
            await new DatabaseRestore(address, backups, Settings.Variable)
                .RunAsync(backup, parsed.GetValue(create), ct);
        });
        return command;
    }
}
