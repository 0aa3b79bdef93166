using Microsoft.Extensions.Options;
using Npgsql;
using PawPal.Api.Data;

namespace PawPal.Api.Outbox;

/// <summary>Makes deliveries of what households changed: one for each webhook that wants to hear of it.</summary>
internal sealed class OutboxQueue(NpgsqlDataSource source, TimeProvider clock, IOptions<DeliveryOptions> options)
{
    // One statement: a row leaves the outbox with its deliveries, or stays.
    private const string FanOut =
        """
        with claimed as (
            select o.* from outbox o
            where o.dead_at is null and o.next_attempt_at <= $1
            order by o.next_attempt_at limit $2 for update skip locked),
        fanned as (
            insert into delivery
                (id, household_id, channel, webhook_id, source_id, payload, created_at, next_attempt_at)
            select gen_random_uuid(), c.household_id, 'webhook', w.id, c.id, jsonb_build_object(
                    'change', c.id, 'household', c.household_id, 'action', c.action, 'subject', c.subject,
                    'pet', c.pet_id, 'by', c.account_id, 'at', c.created_at, 'details', c.details), $1, $1
            from claimed c
            join webhook w on w.household_id = c.household_id
                and (cardinality(w.actions) = 0 or c.action = any(w.actions))
            on conflict do nothing)
        delete from outbox o using claimed c where o.id = c.id
        """;

    private const string Oldest = "select extract(epoch from $1 - min(created_at))::float8 from outbox";

    /// <returns>Rows taken out; fewer than the batch size when nothing more is due.</returns>
    public async Task<int> SendBatchAsync(CancellationToken ct)
    {
        await using var fanOut = source.CreateCommand(FanOut);
        fanOut.Parameters.Bind(clock.GetUtcNow().UtcDateTime, options.Value.BatchSize);
        return await fanOut.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Age of the oldest row; zero without one.</summary>
    public async Task<TimeSpan> AgeAsync(CancellationToken ct)
    {
        await using var oldest = source.CreateCommand(Oldest);
        oldest.Parameters.Bind(clock.GetUtcNow().UtcDateTime);
        return await oldest.ExecuteScalarAsync(ct) is double seconds and > 0 ? TimeSpan.FromSeconds(seconds) : default;
    }
}
