using Npgsql;

namespace PawPal.Api.Data;

internal static class BatchStatements
{
    /// <summary>Adds a statement; bind its parameters on what this returns.</summary>
    public static NpgsqlParameterCollection Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }
}
