using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Notifications;

/// <summary>One thing to tell one person.</summary>
/// <param name="Kind"><c>reminder.due</c>, <c>budget.exceeded</c>: what preferences are about.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Body">Up to 4,000 characters; may be empty.</param>
/// <param name="DedupeKey">The same thing carries the same key and is told once.</param>
/// <param name="Link">A path of our own pages.</param>
/// <param name="IsUrgent">Told at once, also in quiet hours.</param>
internal sealed record Notice(
    HouseholdId Household,
    AccountId Account,
    string Kind,
    string Title,
    string Body,
    string DedupeKey,
    string? Link = null,
    bool IsUrgent = false);

/// <summary>Puts notices where the worker finds them.</summary>
internal static class Notices
{
    private const string Insert =
        """
        insert into notice (id, household_id, account_id, kind, title, body, link, urgent, dedupe_key, created_at)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (account_id, dedupe_key) do nothing
        """;

    /// <summary>In the caller's transaction: what is told and why stand or fall together.</summary>
    /// <returns>How many were new.</returns>
    public static async Task<int> AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<Notice> notices,
        DateTimeOffset now,
        CancellationToken ct)
    {
        if (notices.Count == 0)
            return 0;
        await using var insert = new NpgsqlCommand(Insert, connection, transaction);
        insert.Parameters
            .Bind(notices.Select(_ => Guid.CreateVersion7(now)).ToArray())
            .Bind(notices.Select(notice => notice.Household.Value).ToArray())
            .Bind(notices.Select(notice => notice.Account.Value).ToArray())
            .Bind(notices.Select(notice => notice.Kind).ToArray())
            .Bind(notices.Select(notice => notice.Title).ToArray())
            .Bind(notices.Select(notice => notice.Body).ToArray())
            .Bind(notices.Select(notice => notice.Link).ToArray())
            .Bind(notices.Select(notice => notice.IsUrgent).ToArray())
            .Bind(notices.Select(notice => notice.DedupeKey).ToArray())
            .Bind(notices.Select(_ => now.UtcDateTime).ToArray());
        return await insert.ExecuteNonQueryAsync(ct);
    }
}
