using Npgsql;

namespace PawPal.Operations.Databases;

/// <summary>The only kind of database that is restored into.</summary>
internal static class EmptyDatabase
{
    // Whatever somebody made; what an extension brought along does not count.
    private const string Objects =
        """
        select count(*) from (
            select c.oid, 'pg_class'::regclass::oid as catalog from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all select p.oid, 'pg_proc'::regclass::oid from pg_proc p
                join pg_namespace n on n.oid = p.pronamespace
                where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all select n.oid, 'pg_namespace'::regclass::oid from pg_namespace n
                where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
            union all select l.oid, 'pg_largeobject'::regclass::oid from pg_largeobject_metadata l) made
        where not exists (
            select from pg_depend d where d.classid = made.catalog and d.objid = made.oid and d.deptype = 'e')
        """;

    /// <exception cref="OperationFailure">It is not there, or not empty.</exception>
    public static async Task<NpgsqlConnection> OpenAsync(DatabaseAddress address, CancellationToken ct)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await address.OpenAsync(ct);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            throw new OperationFailure(
                $"the server has no database '{address.Database}': add --create to have it made", missing);
        }

        var objects = await connection.ScalarAsync<long>(Objects, ct);
        if (objects == 0)
            return connection;
        await connection.DisposeAsync();
        throw new OperationFailure($"the database '{address.Database}' is not empty ({objects} objects): restore into "
            + $"a new one with --database {address.Database}_restored --create, then point the services at it");
    }
}
