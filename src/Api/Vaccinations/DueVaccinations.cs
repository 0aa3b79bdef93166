using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Notifications;
using PawPal.Api.Recurrences;
using PawPal.Api.Reminders;

namespace PawPal.Api.Vaccinations;

/// <summary>Tells once a month before a vaccination is due, and once when it is overdue.</summary>
internal sealed class DueVaccinations(
    NpgsqlDataSource source, TimeProvider clock, IOptions<ReminderOptions> options) : IDueWork
{
    private const string Claim =
        $"""
        with t as materialized (
            select * from vaccination where tell_on <= $3 order by tell_on limit $2 for update skip locked)
        select t.id, t.household_id, p.name, t.vaccine, t.due_on, t.due_on < $3, p.archived_at is not null,
            array(select m.account_id from membership m
                where m.household_id = t.household_id and {Carers.GiveCare})
        from t join pet p on p.household_id = t.household_id and p.id = t.pet_id
        """;

    private const string GoOn =
        """
        update vaccination v set told = n.told from unnest($1, $2, $3) as n (household_id, id, told)
        where v.household_id = n.household_id and v.id = n.id
        """;

    private static readonly Sentences Words = new("PawPal.Api.Vaccinations.Replies");

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
                .Bind(due.Select(one => one.IsOverdue ? 2 : 1).ToArray());
            await update.ExecuteNonQueryAsync(ct);
        }

        await Notices.AddAsync(
            connection, transaction, [.. due.Where(one => !one.IsArchived).SelectMany(NoticesOf)], now, ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    private async Task<List<Due>> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        // Days of UTC: of thirty, half a day more or less is nothing.
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await using var claim = new NpgsqlCommand(Claim, connection, transaction);
        claim.Parameters.Bind(now.UtcDateTime, options.Value.BatchSize, today);
        await using var rows = await claim.ExecuteReaderAsync(ct);
        var due = new List<Due>();
        while (await rows.ReadAsync(ct))
        {
            due.Add(new Due(
                rows.GetGuid(0), new HouseholdId(rows.GetGuid(1)), rows.GetString(2), rows.GetString(3),
                rows.GetFieldValue<DateOnly>(4), rows.GetBoolean(5), rows.GetBoolean(6), rows.GetFieldValue<Guid[]>(
                    7)));
        }

        return due;
    }

    private static IEnumerable<Notice> NoticesOf(Due one)
    {
        var day = RuleWords.Date(one.DueOn.ToDateTime(TimeOnly.MinValue));
        var title = Words[one.IsOverdue ? "OverdueTitle" : "SoonTitle", one.Pet, one.Vaccine];
        var key = string.Create(
            CultureInfo.InvariantCulture, $"vaccination:{one.Id:N}:{one.DueOn:yyyyMMdd}:{(one.IsOverdue ? 2 : 1)}");
        return one.Told.Select(account => new Notice(
            one.Household, new AccountId(account), "vaccination.due", title.Length > 200 ? title[..200] : title,
            Words["Body", day], key, Link: "/"));
    }

    private sealed record Due(
        Guid Id,
        HouseholdId Household,
        string Pet,
        string Vaccine,
        DateOnly DueOn,
        bool IsOverdue,
        bool IsArchived,
        IReadOnlyList<Guid> Told);
}

internal static class VaccinationsSetup
{
    public static void AddVaccinationReminders(this IServiceCollection services) =>
        services.AddSingleton<IDueWork, DueVaccinations>();
}
