using Npgsql;
using PawPal.Operations.Backups;

namespace PawPal.Operations.Databases;

/// <summary>Counts and hashes the rows of every table that a dump holds.</summary>
internal static class TableContents
{
    // Values are hashed as text, so all that shapes the text is fixed. Names are written with their schema.
    private const string FixedForms =
        """
        set time zone 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
        set bytea_output = 'hex'; set xmlbinary = 'base64'; set search_path = ''; set statement_timeout = 0
        """;

    private const string Tables =
        """
        select format('%I.%I', n.nspname, c.relname)
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            and not exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
        order by 1
        """;

    public static async Task<IReadOnlyList<TableContent>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var forms = new NpgsqlCommand(FixedForms, connection))
            await forms.ExecuteNonQueryAsync(ct);
        var contents = new List<TableContent>();
        foreach (var table in await connection.ListAsync(Tables, ct))
            contents.Add(await ReadAsync(connection, table, ct));
        return contents;
    }

    private static async Task<TableContent> ReadAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        // The name comes quoted from the catalog. Half of each row's MD5 as a number, summed without overflow.
        await using var command = new NpgsqlCommand(
            $"""
            select count(*), coalesce(sum(('x' || left(md5((t.*)::text), 16))::bit(64)::bigint::numeric), 0)::text
            from only {table} t
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new TableContent(table, reader.GetInt64(0), reader.GetString(1));
    }
}
