using PawPal.Api.Idempotency;

namespace PawPal.Api.Retention;

/// <summary>One kind of row that does not stay for ever.</summary>
/// <param name="Name">Few words, for logs and metrics.</param>
/// <param name="Keep">Rows stay so long after the moment that <paramref name="Sql"/> looks at.</param>
/// <param name="Sql">Deletes up to $2 rows whose moment lies before $1.</param>
internal sealed record RetentionRule(string Name, TimeSpan Keep, string Sql)
{
    /// <summary>In this order: a household's account goes after it.</summary>
    public static readonly IReadOnlyList<RetentionRule> All =
    [
        new("demo-households", TimeSpan.Zero,
            """
            delete from household where id in (
                select h.id from household h
                where h.is_demo and h.created_at < $1 and not exists (
                    select from membership m
                    join session s on s.account_id = m.account_id
                    where m.household_id = h.id and s.ended_at is null and s.expires_at > $1)
                limit $2)
            """),
        new("demo-accounts", TimeSpan.Zero,
            """
            delete from account where id in (
                select a.id from account a
                where a.is_demo and a.created_at < $1
                    and not exists (select from membership m where m.account_id = a.id)
                limit $2)
            """),
        new("refresh-tokens", TimeSpan.Zero,
            """
            delete from refresh_token where token_hash in (
                select token_hash from refresh_token where expires_at < $1 limit $2)
            """),
        // Kept for a day after their end, so that a person who asks what happened can be told.
        new("sessions", TimeSpan.FromDays(1),
            """
            delete from session where id in (
                select id from session where expires_at < $1 or ended_at < $1 limit $2)
            """),
        new("deliveries", TimeSpan.FromDays(30),
            """
            delete from delivery where id in (
                select id from delivery where delivered_at < $1 union all select id from delivery where dead_at < $1
                limit $2)
            """),
        new("invitations", TimeSpan.FromDays(30),
            "delete from invitation where id in (select id from invitation where expires_at < $1 limit $2)"),
        new("personal-tokens", TimeSpan.FromDays(30),
            """
            delete from personal_token where id in (
                select id from personal_token where expires_at < $1 or revoked_at < $1 limit $2)
            """),
        new("account-idempotency-keys", IdempotencyKeys.KeptFor,
            """
            delete from account_idempotency_key where (account_id, key) in (
                select account_id, key from account_idempotency_key where created_at < $1 limit $2)
            """),
        // What was said about a time: a year's agenda is the furthest that anybody looks back.
        new("reminder-occurrences", TimeSpan.FromDays(400),
            """
            delete from reminder_occurrence where (household_id, reminder_id, occurrence) in (
                select household_id, reminder_id, occurrence from reminder_occurrence where due_at < $1 limit $2)
            """),
        new("idempotency-keys", IdempotencyKeys.KeptFor,
            """
            delete from idempotency_key where (household_id, account_id, key) in (
                select household_id, account_id, key from idempotency_key where created_at < $1 limit $2)
            """),
    ];
}
