using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Notifications;
using PawPal.Api.Recurrences;
using PawPal.Api.Reminders;

namespace PawPal.Api.Appointments;

/// <summary>Tells a day and two hours before, or whenever the household wants; claimed as reminders are.</summary>
internal sealed class DueAppointments(
    NpgsqlDataSource source, ReminderMetrics metrics, TimeProvider clock, IOptions<ReminderOptions> options) : IDueWork
{
    private const string Claim =
        $"""
        with t as materialized (
            select * from appointment where next_due_at <= $1 order by next_due_at limit $2 for update skip locked)
        select t.id, t.household_id, t.kind, t.purpose, t.clinic, t.starts_at, t.time_zone, t.remind_minutes,
            t.next_due_at,
            array(select p.name from appointment_pet ap
                join pet p on p.household_id = ap.household_id and p.id = ap.pet_id and p.archived_at is null
                where ap.household_id = t.household_id and ap.appointment_id = t.id order by p.created_at, p.id),
            array(select m.account_id from membership m
                where m.household_id = t.household_id and {Carers.GiveCare})
        from t
        """;

    private const string GoOn =
        """
        update appointment t set next_due_at = n.next_due_at
        from unnest($1, $2, $3) as n (household_id, id, next_due_at)
        where t.household_id = n.household_id and t.id = n.id
        """;

    private static readonly Sentences Replies = new("PawPal.Api.Appointments.Replies");

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = await ClaimAsync(connection, transaction, now, ct);
        if (due.Count == 0)
            return 0;
        await using (var update = new NpgsqlCommand(GoOn, connection, transaction))
        {
            update.Parameters
                .Bind(due.Select(one => one.Household.Value).ToArray(), due.Select(one => one.Id).ToArray())
                .Bind(due.Select(
                    one => AppointmentPlan.NextDue(one.StartsAt, one.Minutes, now)?.UtcDateTime).ToArray());
            await update.ExecuteNonQueryAsync(ct);
        }

        // What has begun needs no reminder; of several that were missed the last one says it all.
        var notices = due.Where(one => one.StartsAt > now).SelectMany(NoticesOf).ToList();
        var told = await Notices.AddAsync(connection, transaction, notices, now, ct);
        await transaction.CommitAsync(ct);
        foreach (var one in due)
            metrics.Claimed(ReminderMetrics.Appointment, clock.GetUtcNow() - one.DueAt);
        metrics.Told(told);
        return due.Count;
    }

    private async Task<List<Due>> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        await using var claim = new NpgsqlCommand(Claim, connection, transaction);
        claim.Parameters.Bind(now.UtcDateTime, options.Value.BatchSize);
        await using var rows = await claim.ExecuteReaderAsync(ct);
        var due = new List<Due>();
        while (await rows.ReadAsync(ct))
            due.Add(new Due(
                rows.GetGuid(0),
                new HouseholdId(rows.GetGuid(1)),
                rows.GetString(2),
                rows.TextOrNull(3),
                rows.TextOrNull(4),
                rows.GetFieldValue<DateTimeOffset>(5),
                rows.GetString(6),
                rows.GetFieldValue<int[]>(7),
                rows.GetFieldValue<DateTimeOffset>(8),
                rows.GetFieldValue<string[]>(9),
                rows.GetFieldValue<Guid[]>(10)));
        return due;
    }

    private static IEnumerable<Notice> NoticesOf(Due one)
    {
        var wall = TimeZoneInfo.FindSystemTimeZoneById(one.Zone).ToWallTime(one.StartsAt);
        var what = one.Purpose ?? Replies[$"Kind.{one.Kind.Replace(' ', '-')}"];
        var title = one.Pets.Count == 0 ? what : Replies["ForPets", what, Spoken.All(one.Pets)];
        var day = wall.ToString("dddd", Sentences.Culture);
        var when = Replies["When", day, RuleWords.Date(wall), RuleWords.Clock(wall)];
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"appointment:{one.Id:N}:{one.StartsAt.ToUnixTimeSeconds()}:{one.DueAt.ToUnixTimeSeconds()}");
        return one.Told.Select(account => new Notice(
            one.Household, new AccountId(account), "appointment.due", title.Length > 200 ? title[..200] : title,
            one.Clinic is null ? when : Replies["At", when, one.Clinic], key, Link: "/"));
    }

    private sealed record Due(
        Guid Id,
        HouseholdId Household,
        string Kind,
        string? Purpose,
        string? Clinic,
        DateTimeOffset StartsAt,
        string Zone,
        IReadOnlyList<int> Minutes,
        DateTimeOffset DueAt,
        IReadOnlyList<string> Pets,
        IReadOnlyList<Guid> Told);
}
