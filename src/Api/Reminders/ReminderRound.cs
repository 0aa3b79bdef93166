using Microsoft.Extensions.Options;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Notifications;
using PawPal.Api.Recurrences;

namespace PawPal.Api.Reminders;

/// <summary>
/// One batch of what is due: claimed, written as notices and moved on to its next time, all in one transaction. A
/// worker that dies half way leaves everything as it was; any number of them work side by side.
/// </summary>
internal sealed class ReminderRound(
    NpgsqlDataSource source,
    ReminderMetrics metrics,
    TimeProvider clock,
    IOptions<ReminderOptions> options,
    ILogger<ReminderRound> log) : IDueWork
{
    /// <returns>How many were due; fewer than a batch when nothing more is.</returns>
    public Task<int> RunFirstAsync(CancellationToken ct) => RunAsync(DueQueries.ClaimFirst, GoOnAsync, ct);

    /// <summary>What is told again: escalated, snoozed, moved.</summary>
    public Task<int> RunAsync(CancellationToken ct) => RunAsync(DueQueries.ClaimAgain, StepOnAsync, ct);

    public async Task LookAsync(CancellationToken ct)
    {
        await using var find = source.CreateCommand(DueQueries.Oldest);
        var oldest = await find.ExecuteScalarAsync(ct) as DateTime?;
        metrics.Looked(oldest is { } due ? clock.GetUtcNow().UtcDateTime - due : TimeSpan.Zero);
    }

    private async Task<int> RunAsync(
        string claim, Func<Batch, CancellationToken, Task> moveOn, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = await ClaimAsync(connection, transaction, claim, now, ct);
        if (due.Count == 0)
            return 0;
        var oldest = now - options.Value.CatchUp;
        var notices = due.Where(one => one.DueAt >= oldest).SelectMany(one => one.Notices()).ToList();
        await moveOn(new Batch(connection, transaction, due, now), ct);
        var told = await Notices.AddAsync(connection, transaction, notices, now, ct);
        await transaction.CommitAsync(ct);
        Count(due, told, oldest);
        return due.Count;
    }

    private static async Task<List<DueReminder>> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, DateTimeOffset now, int size,
        CancellationToken ct)
    {
        await using var claim = new NpgsqlCommand(sql, connection, transaction);
        claim.Parameters.Bind(now.UtcDateTime, size);
        var due = new List<DueReminder>();
        await using var rows = await claim.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            due.Add(DueReminder.Read(rows));
        return due;
    }

    private Task<List<DueReminder>> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, DateTimeOffset now,
        CancellationToken ct) => ClaimAsync(connection, transaction, sql, now, options.Value.BatchSize, ct);

    private async Task GoOnAsync(Batch batch, CancellationToken ct)
    {
        var next = batch.Due.Select(one => Next(one, batch.Now)).ToList();
        await using var commands = new NpgsqlBatch(batch.Connection, batch.Transaction);
        commands.Add(DueQueries.GoOn)
            .Bind(batch.Due.Select(one => one.Household.Value).ToArray())
            .Bind(batch.Due.Select(one => one.Id).ToArray())
            .Bind(batch.Due.Select(one => one.Occurrence).ToArray())
            .Bind(next.Select(time => time?.Occurrence).ToArray())
            .Bind(next.Select(time => time?.At.UtcDateTime).ToArray());
        var watched = batch.Due.Where(one => one.HasNextStep).ToList();
        if (watched.Count > 0)
            commands.Add(DueQueries.Watch)
                .Bind(watched.Select(one => one.Household.Value).ToArray())
                .Bind(watched.Select(one => one.Id).ToArray())
                .Bind(watched.Select(one => one.Occurrence).ToArray())
                .Bind(watched.Select(one => one.DueAt.UtcDateTime).ToArray())
                .Bind(watched.Select(one => NextStep(one, batch.Now).UtcDateTime).ToArray());
        await commands.ExecuteNonQueryAsync(ct);
    }

    private static async Task StepOnAsync(Batch batch, CancellationToken ct)
    {
        await using var commands = new NpgsqlBatch(batch.Connection, batch.Transaction);
        commands.Add(DueQueries.StepOn)
            .Bind(batch.Due.Select(one => one.Household.Value).ToArray())
            .Bind(batch.Due.Select(one => one.Id).ToArray())
            .Bind(batch.Due.Select(one => one.Occurrence).ToArray())
            .Bind(batch.Due.Select(one => one.Step + 1).ToArray())
            .Bind(batch.Due.Select(one => one.HasNextStep
                ? NextStep(one, batch.Now).UtcDateTime : (DateTime?)null).ToArray());
        await commands.ExecuteNonQueryAsync(ct);
    }

    // Whom to tell has left: the next carer does not wait for them.
    private static DateTimeOffset NextStep(DueReminder one, DateTimeOffset now) =>
        one.Step > 0 && one.Told.Count == 0 ? now : now.AddMinutes(one.EscalateAfterMinutes!.Value);

    private ScheduledTime? Next(DueReminder one, DateTimeOffset now)
    {
        try
        {
            var schedule = one.Schedule();
            var next = schedule.Following(one.Occurrence);
            var oldest = now - options.Value.CatchUp;
            return next is { } time && time.At < oldest ? schedule.FirstFrom(oldest) : next;
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeZoneNotFoundException)
        {
            // One row that nothing can be made of must not hold up the others of its batch for ever.
            log.CannotReckon(one.Id, failure);
            return null;
        }
    }

    private void Count(List<DueReminder> due, int told, DateTimeOffset oldest)
    {
        var handed = clock.GetUtcNow();
        foreach (var one in due)
            metrics.Claimed(one.Step == 0 ? ReminderMetrics.First : ReminderMetrics.Again, handed - one.DueAt);
        metrics.Told(told);
        if (due.Count(one => one.DueAt < oldest) is > 0 and var old)
            log.TooOld(old);
    }

    private sealed record Batch(
        NpgsqlConnection Connection, NpgsqlTransaction Transaction, List<DueReminder> Due, DateTimeOffset Now);
}
