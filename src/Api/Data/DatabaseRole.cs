using Npgsql;

namespace PawPal.Api.Data;

/// <summary>
/// The database role a service works as. It owns no table and cannot bypass row-level security; the login of the
/// connection string, which owns the tables, is used for migrations only.
/// </summary>
internal sealed record DatabaseRole(string Name)
{
    public static readonly DatabaseRole App = new("pawpal_app");
    public static readonly DatabaseRole Worker = new("pawpal_worker");

    private const int SecondsToConnect = 4;

    public void ApplyTo(NpgsqlConnectionStringBuilder connection)
    {
        connection.Options = $"-c role={Name}";
        // Npgsql's reset (DISCARD ALL) includes SET SESSION AUTHORIZATION DEFAULT, which puts the connection back to
        // the owner for its next user. There is nothing to reset: what we set is set for one transaction.
        connection.NoResetOnClose = true;
        // A caller waits at most so long to hear that the database is gone.
        connection.Timeout = Math.Min(connection.Timeout, SecondsToConnect);
    }
}
