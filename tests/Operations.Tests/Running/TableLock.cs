using Npgsql;

namespace PawPal.Operations.Tests;

/// <summary>Holds a table so that pg_dump, which must read it, waits.</summary>
internal sealed class TableLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private TableLock(NpgsqlConnection connection) => _connection = connection;

    public static async Task<TableLock> TakeAsync(Databases databases, string database)
    {
        var connection = new NpgsqlConnection(databases.Postgres.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("begin; lock table pet in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return new TableLock(connection);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
