using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Notifications;

/// <summary>Who gives care in a household, and is told what concerns all of them.</summary>
internal static class Carers
{
    /// <summary>The condition that a membership <c>m</c> gives care at <c>$1</c>: a sitter's time may be
    /// over.</summary>
    public const string GiveCare = "m.role <> 'viewer' and (m.ends_at is null or m.ends_at > $1)";

    private const string Find = $"select m.account_id from membership m where m.household_id = $2 and {GiveCare}";

    /// <summary>In the session's transaction: what is told and why stand or fall together.</summary>
    /// <param name="notice">For whom it is, is filled in here.</param>
    /// <param name="except">Who knows already.</param>
    public static async Task TellAsync(
        HouseholdSession session, Notice notice, DateTimeOffset now, CancellationToken ct, AccountId? except = null)
    {
        var carers = new List<AccountId>();
        await using (var find = session.Command(Find))
        {
            find.Parameters.Bind(now.UtcDateTime, session.Household.Value);
            await using var rows = await find.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                carers.Add(new AccountId(rows.GetGuid(0)));
        }

        await Notices.AddAsync(
            session.Connection, session.Transaction,
            [.. carers.Where(carer => carer != except).Select(carer => notice with { Account = carer })], now, ct);
    }
}
