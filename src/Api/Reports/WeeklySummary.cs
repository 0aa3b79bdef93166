using System.Globalization;
using System.Text;
using Npgsql;
using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Notifications;
using PawPal.Api.Recurrences;
using PawPal.Api.Reminders;

namespace PawPal.Api.Reports;

/// <summary>
/// Tells each household on Monday morning of the week that has passed and of what comes; a household without an entry
/// hears nothing. By e-mail unless somebody chose otherwise.
/// </summary>
internal sealed class WeeklySummary(NpgsqlDataSource source, TimeProvider clock) : IDueWork
{
    private const int AtOnce = 50;
    private const int Hour = 8;

    private const string Claim =
        """
        select id, time_zone from household where next_summary_at <= $1
        order by next_summary_at limit $2 for update skip locked
        """;

    private const string GoOn =
        """
        update household h set next_summary_at = n.at from unnest($1, $2) as n (id, at) where h.id = n.id
        """;

    private const string Gather =
        $"""
        select e.household_id, p.name, e.kind, count(*)::int,
            (array_agg(e.weight_kg order by e.occurred_at desc) filter (where e.weight_kg is not null))[1]
        from care_event e
        join pet p on p.household_id = e.household_id and p.id = e.pet_id and p.archived_at is null
        where e.household_id = any($1) and e.occurred_at >= $2 and e.occurred_at < $3
            and {CareEvent.Stands}
        group by e.household_id, p.name, p.created_at, p.id, e.kind
        order by e.household_id, p.created_at, p.id, count(*) desc, e.kind
        """;

    private const string FindAhead =
        """
        select household_id, coalesce(purpose, kind), local_start from appointment
        where household_id = any($1) and state = 'planned' and starts_at >= $2 and starts_at < $3
        order by household_id, starts_at
        """;

    private const string FindTold =
        $"""
        select m.household_id, m.account_id from membership m where m.household_id = any($2) and {Carers.GiveCare}
        """;

    private static readonly Sentences Words = new("PawPal.Api.Reports.Replies");

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = new List<(Guid Id, TimeZoneInfo Zone)>();
        await using (var claim = new NpgsqlCommand(Claim, connection, transaction))
        {
            claim.Parameters.Bind(now.UtcDateTime, AtOnce);
            await using var rows = await claim.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                due.Add((rows.GetGuid(0), TimeZoneInfo.FindSystemTimeZoneById(rows.GetString(1))));
        }

        if (due.Count == 0)
            return 0;
        await using (var goOn = new NpgsqlCommand(GoOn, connection, transaction))
        {
            goOn.Parameters.Bind(
                due.Select(one => one.Id).ToArray(),
                due.Select(one => NextMonday(now, one.Zone).UtcDateTime).ToArray());
            await goOn.ExecuteNonQueryAsync(ct);
        }

        await Notices.AddAsync(
            connection, transaction, await WriteAsync(connection, transaction, due, now, ct), now, ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    /// <summary>Monday at eight by the household's clock, after <paramref name="now"/>.</summary>
    public static DateTimeOffset NextMonday(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = zone.ToWallTime(now).Date;
        var monday = today.AddDays(((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7).AddHours(Hour);
        var at = zone.ToMoment(monday);
        return at > now ? at : zone.ToMoment(monday.AddDays(7));
    }

    private static async Task<List<Notice>> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<(Guid Id, TimeZoneInfo Zone)> due,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var homes = due.Select(one => one.Id).ToArray();
        var bodies = homes.ToDictionary(id => id, _ => new StringBuilder());
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Add(Gather).Bind(homes, now.UtcDateTime.AddDays(-7), now.UtcDateTime);
        batch.Add(FindAhead).Bind(homes, now.UtcDateTime, now.UtcDateTime.AddDays(7));
        batch.Add(FindTold).Bind(now.UtcDateTime, homes);
        await using var row = await batch.ExecuteReaderAsync(ct);
        await AddCountsAsync(row, bodies, ct);
        await row.NextResultAsync(ct);
        var active = bodies.Where(one => one.Value.Length > 0).Select(one => one.Key).ToHashSet();
        while (await row.ReadAsync(ct))
        {
            var wall = row.GetDateTime(2);
            bodies[row.GetGuid(0)].AppendLine(
                Words["Ahead", row.GetString(1), RuleWords.Date(wall), RuleWords.Clock(wall)]);
        }

        await row.NextResultAsync(ct);
        var notices = new List<Notice>();
        while (await row.ReadAsync(ct))
        {
            if (!active.Contains(row.GetGuid(0)))
                continue;
            var body = bodies[row.GetGuid(0)].ToString();
            notices.Add(new Notice(
                new HouseholdId(row.GetGuid(0)), new AccountId(row.GetGuid(1)), "summary.weekly", Words["WeekTitle"],
                body.Length > 4_000 ? body[..4_000] : body,
                string.Create(CultureInfo.InvariantCulture, $"summary:{row.GetGuid(0):N}:{now:yyyyMMdd}"), Link: "/"));
        }

        return notices;
    }

    private static async Task AddCountsAsync(
        NpgsqlDataReader row, Dictionary<Guid, StringBuilder> bodies, CancellationToken ct)
    {
        var all = new List<(Guid Home, string Pet, string Words)>();
        while (await row.ReadAsync(ct))
        {
            var said = Words["Count", row.GetString(2), row.GetInt32(3)];
            if (!row.IsDBNull(4))
                said = Words["CountWithWeight", said, Spoken.Weight(row.GetDecimal(4) / 1.000000000000000000000000m)];
            all.Add((row.GetGuid(0), row.GetString(1), said));
        }

        foreach (var pet in all.GroupBy(one => (one.Home, one.Pet)))
            bodies[pet.Key.Home].AppendLine(
                Words["PetWeek", pet.Key.Pet, string.Join(", ", pet.Select(one => one.Words))]);
    }
}

internal static class ReportsSetup
{
    public static void AddWeeklySummary(this IServiceCollection services) =>
        services.AddSingleton<IDueWork, WeeklySummary>();
}
