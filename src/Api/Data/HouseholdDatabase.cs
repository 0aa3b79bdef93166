using Npgsql;
using PawPal.Api.Changes;
using PawPal.Api.Households;

namespace PawPal.Api.Data;

/// <summary>
/// Opens the database for one household. Row-level security compares every row with the household set here, so a
/// statement that forgets its <c>where household_id</c> still sees nothing of another one.
/// </summary>
internal sealed class HouseholdDatabase(
    NpgsqlDataSource source, TimeProvider clock, ChangeSignal signal, ReadReplica? replica = null)
{
    internal const string SetHousehold = "select set_config('pawpal.household_id', $1, true)";

    /// <summary>A transaction for writes. Without <see cref="HouseholdSession.CommitAsync"/> nothing stays.</summary>
    /// <param name="account">Who acts, for the audit trail; null for the system itself.</param>
    /// <remarks>One round trip: Npgsql sends <c>begin</c> together with the first statement.</remarks>
    public async Task<HouseholdSession> OpenAsync(
        HouseholdId household, CancellationToken ct, AccountId? account = null)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var set = new NpgsqlCommand(SetHousehold, connection, transaction);
            set.Parameters.Bind(household.ToString());
            await set.ExecuteNonQueryAsync(ct);
            return new HouseholdSession(household, account, connection, transaction, clock, signal, replica);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Statements that only read, sent together: one round trip, no transaction to end.</summary>
    public HouseholdQuery Query(HouseholdId household) => new(household, source);

    /// <summary>
    /// The same where a moment's delay is allowed: from the replica, when there is one and it has what the caller has
    /// written last.
    /// </summary>
    public HouseholdQuery Query(HouseholdCaller caller) => new(caller.Household, source, replica, caller.Account);
}
