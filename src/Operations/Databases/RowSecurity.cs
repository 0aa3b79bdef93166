using Npgsql;

namespace PawPal.Operations.Databases;

/// <summary>Row-level security is forced on owners too: a login it binds would save only the rows it sees.</summary>
internal static class RowSecurity
{
    private const string Hidden =
        """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and row_security_active(c.oid) order by 1
        """;

    /// <exception cref="OperationFailure">Rows are hidden from this login.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var hidden = await connection.ListAsync(Hidden, ct);
        if (hidden.Count > 0)
            throw await FailureAsync(
                connection, $"row-level security hides rows of {string.Join(", ", hidden)} from it", ct);
    }

    /// <exception cref="OperationFailure">Rows of any table may be hidden from this login.</exception>
    public static async Task CheckBypassAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (!await connection.ScalarAsync<bool>(
            "select rolsuper or rolbypassrls from pg_roles where rolname = current_user", ct))
            throw await FailureAsync(connection, "row-level security would hide from it what it restores", ct);
    }

    private static async Task<OperationFailure> FailureAsync(
        NpgsqlConnection connection, string why, CancellationToken ct)
    {
        var login = await connection.ScalarAsync<string>("select current_user::text", ct);
        return new OperationFailure($"the login '{login}' may not do this: {why}. Use a superuser, or as one run: "
            + $"alter role {Queries.Quoted(login!)} bypassrls");
    }
}
