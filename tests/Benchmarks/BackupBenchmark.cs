using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PawPal.Testing;

namespace PawPal.Benchmarks;

/// <summary>A database of a million care events: saved, restored, and compared row by row in order.</summary>
internal static class BackupBenchmark
{
    private const int Events = 1_000_000;
    private const string Original = "pawpal";
    private const string Restored = "pawpal_restored";

    private const string Filling =
        """
        insert into account (id, display_name, created_at) values (gen_random_uuid(), 'Alex', now());
        insert into household (id, name, time_zone, created_at)
        select gen_random_uuid(), 'Home ' || n, 'Europe/London', now() from generate_series(1, 1000) n;
        insert into pet (id, household_id, name, species, created_at)
        select gen_random_uuid(), id, 'Rex ' || n, 'dog', now() from household, generate_series(1, 2) n;
        insert into care_event (id, household_id, pet_id, kind, occurred_at, recorded_at, recorded_by, amount, unit)
        select gen_random_uuid(), p.household_id, p.id, 'feeding', now() - n * interval '1 hour', now(), a.id, n, 'g'
        from pet p, account a, generate_series(1, 500) n;
        """;

    public static async Task RunAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await ExecuteAsync(postgres, "postgres", $"create database {Original}");
        await RunProgramAsync(postgres, "Api", "migrate");
        await ExecuteAsync(postgres, Original, Filling);
        var folder = Directory.CreateTempSubdirectory("pawpal-backups-").FullName;
        try
        {
            var dump = await RunProgramAsync(postgres, "Operations", "backup", "--to", folder);
            var verify = await RunProgramAsync(postgres, "Operations", "verify", "--from", folder);
            var restore = await RunProgramAsync(
                postgres, "Operations", "restore", "--from", folder, "--database", Restored, "--create");
            var size = Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length);
            var areEqual = (await ChecksumsAsync(postgres, Original)).SequenceEqual(
                await ChecksumsAsync(postgres, Restored), StringComparer.Ordinal);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Events} events: backup {dump.TotalSeconds:0.0} s ({size / 1e6:0} MB), "
                + $"verify {verify.TotalSeconds:0.0} s, restore {restore.TotalSeconds:0.0} s, "
                + $"ordered checksums {(areEqual ? "equal" : "DIFFERENT")}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> RunProgramAsync(
        PostgresServer postgres, string project, params string[] arguments)
    {
        // artifacts/bin/Benchmarks/<configuration>/ lies beside artifacts/bin/<project>/<configuration>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, $"PawPal.{project}.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]);
        start.Environment["ConnectionStrings__pawpal"] = postgres.ConnectionString(Original);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{project} did not start");
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? clock.Elapsed
            : throw new InvalidOperationException($"{project} {arguments[0]} ended with {process.ExitCode}");
    }

    /// <summary>Of every table but the record of backups, which has a row more since the dump.</summary>
    private static async Task<IReadOnlyList<string>> ChecksumsAsync(PostgresServer postgres, string database)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(database) + ";Command Timeout=600");
        await using var names = source.CreateCommand(
            "select array_agg(relname::text order by relname) from pg_class where relkind = 'r' "
            + "and relnamespace = 'public'::regnamespace and relname <> 'backup_run'");
        var sums = new List<string>();
        foreach (var table in (string[])(await names.ExecuteScalarAsync())!)
        {
            await using var sum = source.CreateCommand(
                $"""
                select concat_ws(' ', '{table}', count(*), md5(string_agg(md5(r::text), '' order by r::text)))
                from {table} r
                """);
            sums.Add((string)(await sum.ExecuteScalarAsync())!);
        }

        return sums;
    }

    private static async Task ExecuteAsync(PostgresServer postgres, string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(database) + ";Command Timeout=600");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
