using System.Globalization;
using Npgsql;

namespace PawPal.Testing;

/// <summary>A real PostgreSQL server in a temporary folder, for one test assembly.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _programs;

    private PostgresServer(string folder, string programs, int port)
    {
        _folder = folder;
        _programs = programs;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The superuser's connection string for <paramref name="database"/>.</summary>
    public string ConnectionString(string database = "postgres") => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Password = "postgres",
        Database = database,
        Timeout = 5,
        MaxPoolSize = 20,
    }.ConnectionString;

    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pawpal-pg-").FullName;
        var server = new PostgresServer(folder, FindPrograms(), FreePort.Next());
        if (Environment.IsPrivilegedProcess)
            await Command.RunAsync("chown", "postgres", folder);

        var passwordFile = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(passwordFile, "postgres");
        await server.RunAsync(
            "initdb", "-D", server.Data, "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={passwordFile}",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts the server after <see cref="StopAsync"/>, on the same port and data.</summary>
    public Task StartAgainAsync() => RunAsync(
        "pg_ctl", "start", "-w", "-t", "30", "-D", Data, "-l", Path.Combine(Data, "server.log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port} -h 127.0.0.1 -k '' ")
            + "-c fsync=off -c max_connections=200");

    /// <summary>Stops the server at once (<c>-m immediate</c>) or cleanly (<c>-m fast</c>).</summary>
    public Task StopAsync(bool immediate = false) =>
        RunAsync("pg_ctl", "stop", "-w", "-D", Data, "-m", immediate ? "immediate" : "fast");

    /// <summary>
    /// Kills the postmaster (SIGKILL) and starts it again as soon as its orphaned backends let go of the memory.
    /// </summary>
    public async Task KillAsync()
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        await Command.RunAsync("kill", "-KILL", postmaster);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await StartAgainAsync();
                    return true;
                }
                catch (InvalidOperationException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(60),
            "the killed server starts again");
    }

    /// <summary>A streaming replica of this server, under <paramref name="name"/> in its pg_stat_replication.</summary>
    public async Task<PostgresServer> StartReplicaAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("pawpal-pg-").FullName;
        var replica = new PostgresServer(folder, _programs, FreePort.Next());
        if (Environment.IsPrivilegedProcess)
            await Command.RunAsync("chown", "postgres", folder);
        var primary = string.Create(
            CultureInfo.InvariantCulture,
            $"host=127.0.0.1 port={Port} user=postgres password=postgres application_name={name}");
        await replica.RunAsync(
            "pg_basebackup", "-D", replica.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", primary);
        await replica.StartAgainAsync();
        return replica;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            await StopAsync(immediate: true);
        }
        catch (InvalidOperationException)
        {
            // A test had stopped it already.
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static readonly string[] AsPostgres = ["--reuid=postgres", "--regid=postgres", "--clear-groups"];

    private string Data => Path.Combine(_folder, "data");

    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        // initdb and postgres refuse to run as root.
        return Environment.IsPrivilegedProcess
            ? Command.RunAsync("setpriv", [.. AsPostgres, path, .. arguments])
            : Command.RunAsync(path, arguments);
    }

    private static string FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .OrderByDescending(bin => int.TryParse(
                    Path.GetFileName(Path.GetDirectoryName(bin)), CultureInfo.InvariantCulture, out var v) ? v : 0)
                .FirstOrDefault() ?? throw Missing()
            : throw Missing();

    private static InvalidOperationException Missing() =>
        new("The tests need PostgreSQL's server programs: apt-get install postgresql");
}
