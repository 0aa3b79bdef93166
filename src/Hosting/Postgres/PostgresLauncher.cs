using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Postgres;

/// <summary>
/// Runs PostgreSQL: as a container, or as a program of this machine with its data below the state folder.
/// </summary>
internal sealed class PostgresLauncher(
    EngineOptions options, PostgresPrograms programs, StoreContainers containers) : ILauncher
{
    public bool Takes(IResource resource) => resource is PostgresServerResource;

    public async Task<Launched> LaunchAsync(Launch launch, CancellationToken ct)
    {
        var server = (PostgresServerResource)launch.Resource;
        var (container, form) = await containers.TryRunAsync(launch, ct);
        return container ?? await RunLocallyAsync(launch, server, form, ct);
    }

    private async Task<Launched> RunLocallyAsync(
        Launch launch, PostgresServerResource server, StoreForm form, CancellationToken ct)
    {
        var home = await PostgresHome.FindAsync(launch, options.StateFolder, ct);
        var folder = await home.FolderAsync(launch, ct);
        var data = Path.Combine(folder, "data");
        var dataVersion = await DataVersionAsync(data, ct);
        var set = await programs.FindAsync(launch, dataVersion, home.Tools, home.RunAs, ct);
        if (dataVersion is { } version && version != set.Version)
            throw launch.Failure(Mismatch(data, version, set));
        if (dataVersion is null)
            await InitializeAsync(launch, server, set, home, folder, ct);

        var port = server.PrimaryEndpoint.Port.ToString(CultureInfo.InvariantCulture);
        var process = launch.Start(new ProcessPlan(
            server.Name, set.Server, ["-D", data, "-h", "127.0.0.1", "-p", port, "-k", "", "-c", "max_connections=200"])
        {
            WorkingDirectory = folder,
            Environment = Variables(),
            RunAs = home.RunAs,
            // Fast shutdown: sessions are ended, data is written.
            StopSignal = Signal.Interrupt,
            UrgentSignal = Signal.Quit,
        });
        return new Launched(process, form.Source(set.Form));
    }

    private static string Mismatch(string data, int version, PostgresProgramSet set) => string.Create(
        CultureInfo.InvariantCulture,
        $"the data in {data} was written by PostgreSQL {version}, "
        + $"but the server found is {set.Version} ({set.Folder}). "
        + $"Install PostgreSQL {version}, or move the folder away to begin with an empty database.");

    private static async Task<int?> DataVersionAsync(string data, CancellationToken ct)
    {
        var file = Path.Combine(data, "PG_VERSION");
        if (!File.Exists(file))
            return null;
        return int.TryParse(await File.ReadAllTextAsync(file, ct), CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }

    private static async Task InitializeAsync(
        Launch launch, PostgresServerResource server, PostgresProgramSet set, PostgresHome home, string folder,
        CancellationToken ct)
    {
        // Made beside and moved into place: an initdb that is cut short leaves nothing that looks like data.
        var part = Path.Combine(folder, "data.part");
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);
        var passwordFile = Path.Combine(folder, "password.part");
        try
        {
            await WritePasswordAsync(launch, server, home, passwordFile, ct);
            var user = await server.UserNameReference.GetValueAsync(ct) ?? "postgres";
            string locale = OperatingSystem.IsLinux() ? "C.UTF-8" : "C";
            var (code, output) = await launch.Processes.RunAsync(
                new ProcessPlan(server.Name, set.InitDb,
                    ["-D", part, "-U", user, "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--data-checksums",
                        "--encoding=UTF8", $"--locale={locale}", "--no-sync", "--no-instructions"])
                {
                    WorkingDirectory = folder,
                    Environment = Variables(),
                    RunAs = home.RunAs,
                }, ct);
            if (code != 0)
                throw launch.Failure($"initdb ended with code {code} ({set.InitDb}).", output);
            Directory.Move(part, Path.Combine(folder, "data"));
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private static async Task WritePasswordAsync(
        Launch launch, PostgresServerResource server, PostgresHome home, string path, CancellationToken ct)
    {
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var writer = new StreamWriter(path, options))
            await writer.WriteAsync(await server.PasswordParameter.GetValueAsync(ct));
        if (home.RunAs is { } user)
            await PostgresHome.GiveAsync(launch, path, user, ct);
    }

    private static Dictionary<string, string> Variables()
    {
        var variables = InheritedEnvironment.Variables();
        foreach (var name in variables.Keys.Where(n => n.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            variables.Remove(name);
        return variables;
    }
}
