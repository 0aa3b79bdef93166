using Npgsql;
using PawPal.Api.Households;

namespace PawPal.Api.Data;

/// <summary>A transaction in which only one household's rows exist. Disposed without a commit, it rolls back.</summary>
internal sealed class HouseholdSession(
    HouseholdId household, NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    public HouseholdId Household => household;

    public NpgsqlConnection Connection => connection;

    public NpgsqlTransaction Transaction => transaction;

    /// <summary>A command of this transaction; the caller disposes it.</summary>
    public NpgsqlCommand Command(string sql) => new(sql, connection, transaction);

    /// <summary>A batch of this transaction; the caller disposes it.</summary>
    public NpgsqlBatch Batch() => new(connection, transaction);

    public Task CommitAsync(CancellationToken ct) => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
