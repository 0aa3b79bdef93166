using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Notifications;

/// <summary>Who gives care in a household, and is told what concerns all of them.</summary>
internal static class Carers
{
    private const string Find =
        """
        select account_id from membership
        where household_id = $1 and role <> 'viewer' and (ends_at is null or ends_at > $2)
        """;

    /// <summary>In the session's transaction: what is told and why stand or fall together.</summary>
    /// <param name="notice">For whom it is, is filled in here.</param>
    /// <param name="except">Who knows already.</param>
    public static async Task TellAsync(
        HouseholdSession session, Notice notice, DateTimeOffset now, CancellationToken ct, AccountId? except = null)
    {
        var carers = new List<AccountId>();
        await using (var find = session.Command(Find))
        {
            find.Parameters.Bind(session.Household.Value, now.UtcDateTime);
            await using var rows = await find.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                carers.Add(new AccountId(rows.GetGuid(0)));
        }

        await Notices.AddAsync(
            session.Connection, session.Transaction,
            [.. carers.Where(carer => carer != except).Select(carer => notice with { Account = carer })], now, ct);
    }
}
