using Npgsql;

namespace PawPal.Operations.Databases;

/// <summary>
/// Roles belong to the server and not to a dump. Those that its grants and policies name are made, and the login may
/// become them, as after a migration (docs/adr/0005).
/// </summary>
internal static class RestoredRoles
{
    public static async Task EnsureAsync(NpgsqlConnection connection, IReadOnlyList<string> roles, CancellationToken ct)
    {
        foreach (var role in roles)
        {
            var name = Queries.Quoted(role);
            if (!await ExistsAsync(connection, role, ct))
                await connection.ExecuteAsync(
                    $"create role {name} nologin nosuperuser nocreatedb nocreaterole nobypassrls noinherit", ct);
            if (await LacksAsync(connection, role, ct))
                await connection.ExecuteAsync($"grant {name} to current_user", ct);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string role, CancellationToken ct) =>
        await AskAsync(connection, "select exists (select from pg_roles where rolname = $1)", role, ct);

    // A role that can log in is somebody else's: nobody is made a member of it.
    private static async Task<bool> LacksAsync(NpgsqlConnection connection, string role, CancellationToken ct) =>
        await AskAsync(
            connection,
            """
            select not rolcanlogin and not pg_has_role(current_user, oid,
                case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
            from pg_roles where rolname = $1
            """,
            role,
            ct);

    private static async Task<bool> AskAsync(
        NpgsqlConnection connection, string sql, string role, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = role });
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
