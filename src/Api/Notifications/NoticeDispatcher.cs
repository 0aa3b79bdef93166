using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PawPal.Api.Data;
using PawPal.Api.Outbox;
using PawPal.Api.Push;

namespace PawPal.Api.Notifications;

/// <summary>
/// Takes notices to the ways their people chose. What is not urgent waits for the end of somebody's quiet hours.
/// </summary>
internal sealed class NoticeDispatcher(
    NpgsqlDataSource source, TimeProvider clock, IOptions<DeliveryOptions> options, IOptions<MailOptions> mail)
{
    // By mail unless somebody chose otherwise: what can wait to be read, and what nobody answered.
    private const string Claim =
        """
        select n.id, n.household_id, n.title, n.body, n.urgent, a.email, a.display_name,
            coalesce(a.time_zone, h.time_zone), a.quiet_from, a.quiet_to,
            coalesce(own.enabled, every.enabled,
                n.kind like 'summary.%' or n.kind like 'budget.%' or n.kind like 'vaccination.%'
                    or n.kind in ('reminder.escalated', 'medicine.refill', 'medicine.again')),
            n.kind, n.link,
            case when coalesce(own_push.enabled, every_push.enabled, true)
                then array(select s.id from push_subscription s where s.account_id = n.account_id order by s.created_at)
                else '{}'::uuid[] end
        from notice n
        join account a on a.id = n.account_id
        join household h on h.id = n.household_id
        left join notification_preference own
            on own.account_id = n.account_id and own.kind = n.kind and own.channel = 'email'
        left join notification_preference every
            on every.account_id = n.account_id and every.kind = '*' and every.channel = 'email'
        left join notification_preference own_push
            on own_push.account_id = n.account_id and own_push.kind = n.kind and own_push.channel = 'push'
        left join notification_preference every_push
            on every_push.account_id = n.account_id and every_push.kind = '*' and every_push.channel = 'push'
        where n.dispatched_at is null and coalesce(n.hold_until, n.created_at) <= $1
        order by coalesce(n.hold_until, n.created_at) limit $2 for update of n skip locked
        """;

    private const string Mail =
        """
        insert into delivery (id, household_id, channel, notice_id, source_id, payload, created_at, next_attempt_at)
        values ($1, $2, 'email', $3, $3, $4, $5, $5) on conflict do nothing
        """;

    // A browser was subscribed for this: it hears of everything unless somebody chose otherwise.
    private const string Push =
        """
        insert into delivery
            (id, household_id, channel, notice_id, source_id, subscription_id, payload, created_at, next_attempt_at)
        select $1, $2, 'push', $3, $3, id, $5, $6, $6 from push_subscription where id = $4
        on conflict do nothing
        """;

    // What a push may hold is 3,993 bytes (RFC 8291, 4); four bytes to the character at worst.
    private const int LongestPush = 700;

    /// <returns>Notices looked at; fewer than the batch size when nothing more is due.</returns>
    public async Task<int> DispatchAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = await ClaimAsync(connection, transaction, now, ct);
        if (due.Count == 0)
            return 0;
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var notice in due)
        {
            var held = notice.IsUrgent ? null : QuietHours.EndOf(notice.Zone, notice.QuietFrom, notice.QuietTo, now);
            batch.BatchCommands.Add(held is { } end ? Hold(notice, end) : Dispatched(notice, now));
            if (held is null && mail.Value.IsOn && notice is { WantsMail: true, Email: { } email })
                batch.BatchCommands.Add(ByMail(notice, email, now));
            if (held is null)
            {
                foreach (var subscription in notice.Subscriptions)
                    batch.BatchCommands.Add(ByPush(notice, subscription, now));
            }
        }

        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    private async Task<List<DueNotice>> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        await using var claim = new NpgsqlCommand(Claim, connection, transaction);
        claim.Parameters.Bind(now.UtcDateTime, options.Value.BatchSize);
        await using var row = await claim.ExecuteReaderAsync(ct);
        var due = new List<DueNotice>();
        while (await row.ReadAsync(ct))
        {
            due.Add(new DueNotice(
                row.GetGuid(0),
                row.GetGuid(1),
                row.GetString(2),
                row.GetString(3),
                row.GetBoolean(4),
                row.TextOrNull(5),
                row.GetString(6),
                TimeZoneInfo.FindSystemTimeZoneById(row.GetString(7)),
                row.IsDBNull(8) ? null : row.GetFieldValue<TimeOnly>(8),
                row.IsDBNull(9) ? null : row.GetFieldValue<TimeOnly>(9),
                row.GetBoolean(10),
                row.GetString(11),
                row.TextOrNull(12),
                row.GetFieldValue<Guid[]>(13)));
        }

        return due;
    }

    private static NpgsqlBatchCommand Hold(DueNotice notice, DateTimeOffset end)
    {
        var hold = new NpgsqlBatchCommand("update notice set hold_until = $2 where id = $1");
        hold.Parameters.Bind(notice.Id, end.UtcDateTime);
        return hold;
    }

    private static NpgsqlBatchCommand Dispatched(DueNotice notice, DateTimeOffset now)
    {
        var done = new NpgsqlBatchCommand("update notice set dispatched_at = $2 where id = $1");
        done.Parameters.Bind(notice.Id, now.UtcDateTime);
        return done;
    }

    private static NpgsqlBatchCommand ByMail(DueNotice notice, string email, DateTimeOffset now)
    {
        var insert = new NpgsqlBatchCommand(Mail);
        insert.Parameters.Bind(Guid.CreateVersion7(now), notice.Household, notice.Id);
        insert.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = JsonSerializer.Serialize(
                new MailPayload(email, notice.Name, notice.Title, notice.Body), JsonSerializerOptions.Web),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        insert.Parameters.Bind(now.UtcDateTime);
        return insert;
    }

    private static NpgsqlBatchCommand ByPush(DueNotice notice, Guid subscription, DateTimeOffset now)
    {
        var insert = new NpgsqlBatchCommand(Push);
        insert.Parameters.Bind(Guid.CreateVersion7(now), notice.Household, notice.Id, subscription);
        var body = notice.Body.Length > LongestPush ? notice.Body[..LongestPush] : notice.Body;
        insert.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = JsonSerializer.Serialize(
                new PushPayload(notice.Id, notice.Kind, notice.Title, body, notice.Link, notice.IsUrgent),
                JsonSerializerOptions.Web),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        insert.Parameters.Bind(now.UtcDateTime);
        return insert;
    }

    private sealed record DueNotice(
        Guid Id, Guid Household, string Title, string Body, bool IsUrgent, string? Email, string Name,
        TimeZoneInfo Zone, TimeOnly? QuietFrom, TimeOnly? QuietTo, bool WantsMail, string Kind, string? Link,
        IReadOnlyList<Guid> Subscriptions);
}
