using PawPal.Api.Data;

namespace PawPal.Api.Households;

internal static class NewHousehold
{
    /// <summary>Inserts the household that <paramref name="session"/> was opened for, with its owner.</summary>
    public static async Task InsertAsync(
        HouseholdSession session,
        AccountId owner,
        string name,
        string timeZone,
        bool isDemo,
        DateTimeOffset now,
        CancellationToken ct)
    {
        await using var insert = session.Command(
            """
            with founded as (
                insert into household (id, name, time_zone, is_demo, created_at)
                values ($1, $2, $3, $4, $5)
                returning id)
            insert into membership (household_id, account_id, role, joined_at) select id, $6, 'owner', $5 from founded
            """);
        insert.Parameters.Bind(session.Household.Value, name, timeZone, isDemo, now, owner.Value);
        await insert.ExecuteNonQueryAsync(ct);
        session.Record("household.founded", session.Household.Value);
    }
}
