using Microsoft.Extensions.Options;
using Npgsql;
using PawPal.Api.Data;

namespace PawPal.Api.Outbox;

/// <summary>One thing that is due at one receiver.</summary>
/// <param name="Attempt">1 for the first.</param>
internal sealed record Delivery(
    Guid Id, Guid Household, string Channel, Guid? Webhook, Guid? Notice, string Payload, int Attempt);

/// <summary>What is on its way. A claim is a lease: a worker that dies gives its deliveries back with time.</summary>
internal sealed class DeliveryQueue(NpgsqlDataSource source, TimeProvider clock, IOptions<DeliveryOptions> options)
{
    private const string Claim =
        """
        update delivery d set attempts = d.attempts + 1, next_attempt_at = $3
        where d.id in (
            select id from delivery where delivered_at is null and dead_at is null and next_attempt_at <= $1
            order by next_attempt_at limit $2 for update skip locked)
        returning d.id, d.household_id, d.channel, d.webhook_id, d.notice_id, d.payload::text, d.attempts
        """;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    public async Task<IReadOnlyList<Delivery>> ClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var claim = source.CreateCommand(Claim);
        claim.Parameters.Bind(now, options.Value.BatchSize, now + (options.Value.AttemptLimit * 3));
        await using var row = await claim.ExecuteReaderAsync(ct);
        var claimed = new List<Delivery>();
        while (await row.ReadAsync(ct))
        {
            claimed.Add(new Delivery(
                row.GetGuid(0),
                row.GetGuid(1),
                row.GetString(2),
                row.GuidOrNull(3),
                row.GuidOrNull(4),
                row.GetString(5),
                row.GetInt32(6)));
        }

        return claimed;
    }

    public async Task DoneAsync(Delivery delivery, CancellationToken ct)
    {
        await using var done = source.CreateCommand(
            "update delivery set delivered_at = $2, failure = null where id = $1");
        done.Parameters.Bind(delivery.Id, clock.GetUtcNow().UtcDateTime);
        await done.ExecuteNonQueryAsync(ct);
    }

    /// <returns>True when it is given up.</returns>
    public async Task<bool> FailedAsync(Delivery delivery, string failure, bool isFinal, CancellationToken ct)
    {
        var isDead = isFinal || delivery.Attempt >= options.Value.MostAttempts;
        var now = clock.GetUtcNow();
        await using var failed = source.CreateCommand(
            "update delivery set failure = $2, next_attempt_at = $3, dead_at = $4 where id = $1");
        failed.Parameters.Bind(
            delivery.Id, failure, (now + WaitAfter(delivery.Attempt)).UtcDateTime,
            isDead ? now.UtcDateTime : (DateTime?)null);
        await failed.ExecuteNonQueryAsync(ct);
        return isDead;
    }

    // A fifth more or less: receivers that were away are not asked by everybody at once.
    private TimeSpan WaitAfter(int attempt)
    {
        var wait = options.Value.FirstWait * Math.Pow(2, Math.Min(attempt - 1, 20));
        return (wait < LongestWait ? wait : LongestWait) * (0.8 + (Random.Shared.NextDouble() * 0.4));
    }
}
