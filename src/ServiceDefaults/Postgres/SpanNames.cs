using Npgsql;

namespace PawPal.ServiceDefaults.Postgres;

/// <summary>
/// Names the spans of statements by what they do, <c>SELECT pawpal</c>: operation and database, as OpenTelemetry's
/// conventions for databases ask. The driver's own name is the same for all.
/// </summary>
/// <param name="database">The database; empty when the connection string names none.</param>
internal sealed class SpanNames(string? database)
{
    public string? Of(NpgsqlCommand command) => Of(command.CommandText);

    public string? Of(NpgsqlBatch batch) =>
        batch.BatchCommands.Count > 0 ? Of(batch.BatchCommands[0].CommandText) : null;

    private string? Of(string statement)
    {
        var text = statement.AsSpan().TrimStart();
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
            length++;
        if (length == 0)
            return null;
        var operation = text[..length].ToString().ToUpperInvariant();
        return string.IsNullOrEmpty(database) ? operation : $"{operation} {database}";
    }
}
