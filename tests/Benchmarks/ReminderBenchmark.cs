using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PawPal.Api;
using PawPal.Api.Data;
using PawPal.Api.Reminders;
using PawPal.Testing;

namespace PawPal.Benchmarks;

/// <summary>
/// How many due reminders a second one worker hands over, how late they are at a thousand a second, and what a look
/// costs beside a million schedules that are not due. Postgres runs on the same cores.
/// </summary>
internal static class ReminderBenchmark
{
    private const string Database = "pawpal";
    private const int Due = 100_000;
    private const int PerSecond = 1_000;
    private const int Seconds = 40;
    private const int Few = 1_000;
    private const int Many = 1_000_000;
    private const int Looks = 100;
    private const int DueEachLook = 20;

    private const string Households =
        """
        insert into account (id, display_name, created_at) values (gen_random_uuid(), 'Alex', now());
        insert into household (id, name, time_zone, created_at)
        select gen_random_uuid(), 'Home ' || n, 'Europe/London', now() from generate_series(1, 1000) n;
        insert into membership select h.id, a.id, 'owner', now() from household h, account a;
        insert into pet (id, household_id, name, species, created_at)
        select gen_random_uuid(), id, 'Rex ' || n, 'dog', now() from household, generate_series(1, 2) n;
        insert into care_event (id, household_id, pet_id, kind, occurred_at, recorded_at, recorded_by)
        select gen_random_uuid(), p.household_id, p.id, 'feeding', now() - n * interval '12 hours', now(), a.id
        from pet p, account a, generate_series(2, 60) n;
        """;

    // $1 reminders, one pet each, of the kind that looks into the care log; the n-th is due at $2 + n * $3.
    private const string Reminders =
        """
        with made as (
            insert into reminder (id, household_id, title, kind, for_pets, rule, time_zone, starts_at, early, created_at,
                next_occurrence, next_due_at)
            select gen_random_uuid(), h.id, 'Feed Rex', 'feeding', true, 'FREQ=DAILY', 'UTC', due.at, '4 hours', now(),
                due.at, due.at at time zone 'UTC'
            from (select id, row_number() over () - 1 as n from household) h
            join lateral (
                select date_trunc('milliseconds', ($2 + s * $3) at time zone 'UTC') as at
                from generate_series(h.n, $1 - 1, 1000) s) due on true
            returning household_id, id)
        insert into reminder_pet (household_id, reminder_id, pet_id)
        select m.household_id, m.id, p.id from made m
        join lateral (select id from pet where household_id = m.household_id limit 1) p on true
        """;

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public static async Task RunAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var source = await CreateAsync(postgres);
        Console.WriteLine($"{Environment.ProcessorCount} cores for worker and Postgres together (fsync off), "
            + "500 a batch, two lanes; each reminder reads the care log and writes a notice");
        await MeasureRateAsync(postgres, source);
        await MeasureLatenessAsync(postgres, source);
        var few = await MeasureLookAsync(postgres, source, Few);
        var many = await MeasureLookAsync(postgres, source, Many);
        few.Print();
        many.Print();
        Print($"a look beside {Many} schedules against one beside {Few}: {many.Median / few.Median:0.00} times, "
            + $"{many.Percentile(95) / few.Percentile(95):0.00} at p95");
    }

    private static async Task MeasureRateAsync(PostgresServer postgres, NpgsqlDataSource source)
    {
        await using var worker = Worker(postgres);
        var service = worker.Services.GetRequiredService<ReminderService>();
        // The first round is for the compiler and the plans.
        await AddAsync(source, 10_000, Now.AddHours(-1), TimeSpan.Zero);
        await service.TickAsync(CancellationToken.None);
        for (var round = 1; round <= 3; round++)
        {
            await ClearAsync(source);
            await AddAsync(source, Due, Now.AddHours(-1), TimeSpan.Zero);
            var began = Stopwatch.GetTimestamp();
            await service.TickAsync(CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(began);
            var notices = await CountAsync(source, "select count(*) from notice");
            Print($"round {round}: {Due} due, {notices} notices, {took.TotalSeconds:0.0} s: "
                + $"{Due / took.TotalSeconds:0} handed over per second (promised: 5000)");
        }
    }

    private static async Task MeasureLatenessAsync(PostgresServer postgres, NpgsqlDataSource source)
    {
        await ClearAsync(source);
        await AddAsync(
            source, PerSecond * Seconds, Now.AddSeconds(8), TimeSpan.FromSeconds(1.0 / PerSecond));
        var late = new List<double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Name == "pawpal.reminder.lateness")
                to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
        {
            lock (late)
                late.Add(seconds);
        });
        listener.Start();
        await using var worker = Worker(postgres);
        await worker.StartAsync();
        var end = Now.AddSeconds(Seconds + 30);
        while (late.Count < PerSecond * Seconds && Now < end)
            await Task.Delay(500);
        await worker.StopAsync();
        var figures = new Figures("late", [.. late.Select(TimeSpan.FromSeconds)]);
        Print($"{late.Count} reminders at {PerSecond}/s: p50 {figures.Median.TotalSeconds:0.00} s, "
            + $"p99 {figures.Percentile(99).TotalSeconds:0.00} s late, "
            + $"at most {late.Max():0.00} s (promised: p99 below 5 s)");
    }

    private static async Task<Figures> MeasureLookAsync(PostgresServer postgres, NpgsqlDataSource source, int stored)
    {
        await ClearAsync(source);
        await AddAsync(source, stored, Now.AddDays(2), TimeSpan.FromMilliseconds(50));
        await ExecuteAsync(source, "vacuum analyze");
        await using var worker = Worker(postgres);
        var service = worker.Services.GetRequiredService<ReminderService>();
        var times = new List<TimeSpan>();
        for (var look = -10; look < Looks; look++)
        {
            await AddAsync(source, DueEachLook, Now.AddHours(-1), TimeSpan.Zero);
            var began = Stopwatch.GetTimestamp();
            await service.TickAsync(CancellationToken.None);
            if (look >= 0)
                times.Add(Stopwatch.GetElapsedTime(began));
        }

        return new Figures($"a look with {DueEachLook} due beside {stored}", times);
    }

    private static WebApplication Worker(PostgresServer postgres) => WorkerRole.Build(
        [
            "--urls=http://127.0.0.1:0", "--METRICS_PORT=0",
            $"--ConnectionStrings:pawpal={postgres.ConnectionString(Database)}",
        ],
        builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));

    private static async Task<NpgsqlDataSource> CreateAsync(PostgresServer postgres)
    {
        await using (var server = NpgsqlDataSource.Create(postgres.ConnectionString()))
            await ExecuteAsync(server, $"create database {Database}");
        await new Migrator(postgres.ConnectionString(Database)).RunAsync(CancellationToken.None);
        var source = NpgsqlDataSource.Create(postgres.ConnectionString(Database));
        await ExecuteAsync(source, Households);
        await ExecuteAsync(source, "vacuum analyze");
        return source;
    }

    private static async Task AddAsync(NpgsqlDataSource source, int count, DateTime from, TimeSpan apart)
    {
        await using var add = source.CreateCommand(Reminders);
        add.CommandTimeout = 600;
        add.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        add.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = from });
        add.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = apart });
        await add.ExecuteNonQueryAsync();
    }

    private static async Task ClearAsync(NpgsqlDataSource source)
    {
        await ExecuteAsync(source, "truncate reminder, reminder_pet, reminder_occurrence, notice cascade");
        await ExecuteAsync(source, "vacuum analyze");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static void Print(DefaultInterpolatedStringHandler line) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, ref line));
}
