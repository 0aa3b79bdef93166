using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using PawPal.Api.Care;
using PawPal.Api.Data;
using PawPal.Testing;

namespace PawPal.Benchmarks.Requests;

/// <summary>
/// A household's day with 10 thousand events in the table and with 50 million (or as many as the argument says): the
/// same pages, so much the same time. The day's own events are as many in both.
/// </summary>
internal static class DayBenchmark
{
    private const string Database = "pawpal";
    private const int Few = 10_000;
    private const int Many = 50_000_000;
    private const int Reads = 2_000;
    private const int PerDay = 10;

    // A household has two pets; its events go back from today, ten a day.
    // Twenty households are awake in both; keys are not checked while filling.
    private static string Filling(int homes, int last) =>
        $"""
        set session_replication_role = replica;
        insert into account (id, display_name, created_at)
        select gen_random_uuid(), 'Alex', now() where not exists (select from account);
        with home as (
            insert into household (id, name, time_zone, created_at)
            select gen_random_uuid(), 'Home', 'Europe/London', now() from generate_series(1, {homes}) returning id),
        animal as (
            insert into pet (id, household_id, name, species, created_at)
            select gen_random_uuid(), id, 'Rex ' || n, 'dog', now() from home, generate_series(1, 2) n
            returning id, household_id)
        insert into care_event (id, household_id, pet_id, kind, occurred_at, recorded_at, recorded_by, amount, unit)
        select gen_random_uuid(), p.household_id, p.id,
            (array['feeding', 'walk', 'potty', 'water', 'play'])[1 + n % 5],
            date_trunc('day', now()) + interval '12 hours' - n * interval '4.8 hours', now(), a.id, null, null
        from animal p, account a, generate_series(0, {last}) n
        """;

    public static async Task RunAsync(string? most)
    {
        var many = most is null ? Many : int.Parse(most, CultureInfo.InvariantCulture);
        await using var postgres = await PostgresServer.StartAsync();
        await ExecuteAsync(postgres, "postgres", $"create database {Database}");
        await new Migrator(postgres.ConnectionString(Database)).RunAsync(CancellationToken.None);
        // Twenty households of 500 events, then many more of 1,000.
        await ExecuteAsync(postgres, Database, Filling(Few / 500, 249));
        var few = await MeasureAsync(postgres, Few);
        var clock = Stopwatch.StartNew();
        for (var filled = 0; filled < many; filled += 1_000_000)
            await ExecuteAsync(postgres, Database, Filling(1_000, 499));
        Print($"filled {many} events in {clock.Elapsed.TotalSeconds:0} s");
        var all = await MeasureAsync(postgres, many);
        foreach (var (figures, _) in (IEnumerable<(Figures, long)>)[few, all])
            Print($"{figures.Name}: p50 {figures.Median.TotalMicroseconds:0} µs, "
                + $"p95 {figures.Percentile(95).TotalMicroseconds:0} µs (n {figures.Times.Count})");
        Print($"a day beside {many} events against one beside {Few}: "
            + $"{all.Figures.Median / few.Figures.Median:0.00} times, {all.Figures.Percentile(95) / few.Figures.Percentile(95):0.00} at p95 "
            + $"(wanted: at most 1.30); pages read {few.Pages} and {all.Pages}");
    }

    private static async Task<(Figures Figures, long Pages)> MeasureAsync(PostgresServer postgres, int events)
    {
        await ExecuteAsync(postgres, Database, "vacuum analyze care_event");
        var settings = new NpgsqlDataSourceBuilder(postgres.ConnectionString(Database));
        DatabaseRole.App.ApplyTo(settings.ConnectionStringBuilder);
        // As the product.
        settings.ConnectionStringBuilder.MaxAutoPrepare = 50;
        await using var source = settings.Build();
        var homes = await HomesAsync(postgres);
        var times = new List<TimeSpan>();
        var random = new Random(1);
        for (var read = -200; read < Reads; read++)
        {
            var home = homes[random.Next(homes.Count)];
            var began = Stopwatch.GetTimestamp();
            await ReadAsync(source, home, explain: false);
            if (read >= 0)
                times.Add(Stopwatch.GetElapsedTime(began));
        }

        return (new Figures($"a day beside {events} events", times),
            await ReadAsync(source, homes[0], explain: true));
    }

    private static async Task<long> ReadAsync(NpgsqlDataSource source, Guid home, bool explain)
    {
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        var prefix = explain ? "explain (analyze, buffers, format text) " : "";
        await using var batch = source.CreateBatch();
        batch.Add(HouseholdDatabase.SetHousehold).Bind(home.ToString());
        batch.Add(prefix + CareTodayEndpoint.FindPets).Bind(home);
        batch.Add(prefix + CareTodayEndpoint.FindEvents).Bind(home, today, today.AddDays(1));
        await using var rows = await batch.ExecuteReaderAsync();
        var pages = 0L;
        while (await rows.NextResultAsync())
        {
            // Only the first line of buffers counts: it has those of the lines below it.
            var isCounted = false;
            while (await rows.ReadAsync())
            {
                if (!explain || isCounted || rows.GetString(0) is not { } line
                    || !line.TrimStart().StartsWith("Buffers: shared", StringComparison.Ordinal))
                    continue;
                isCounted = true;
                pages += line.Split(' ', '=').Where(part => long.TryParse(part, CultureInfo.InvariantCulture, out _))
                    .Sum(part => long.Parse(part, CultureInfo.InvariantCulture));
            }
        }

        return pages;
    }

    private static async Task<List<Guid>> HomesAsync(PostgresServer postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(Database));
        await using var find = source.CreateCommand("select id from household order by id limit 20");
        await using var rows = await find.ExecuteReaderAsync();
        var homes = new List<Guid>();
        while (await rows.ReadAsync())
            homes.Add(rows.GetGuid(0));
        return homes;
    }

    private static async Task ExecuteAsync(PostgresServer postgres, string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(database) + ";Command Timeout=3600");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static void Print(DefaultInterpolatedStringHandler line) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, ref line));
}
