using Npgsql;
using PawPal.Operations.Backups;

namespace PawPal.Operations.Databases;

/// <summary>Describes a database for the manifest.</summary>
internal static class DatabaseContents
{
    private const string Journal = "public.schema_version";

    // Whom a grant, a default grant or a policy names; not what an owner may by itself, nor PostgreSQL's own roles.
    private const string Roles =
        """
        with granted as (
            select (aclexplode(relacl)).* from pg_class
            union all select (aclexplode(attacl)).* from pg_attribute
            union all select (aclexplode(nspacl)).* from pg_namespace
            union all select (aclexplode(proacl)).* from pg_proc
            union all select (aclexplode(typacl)).* from pg_type
            union all select (aclexplode(defaclacl)).* from pg_default_acl)
        select rolname::text from pg_roles
        where rolname !~ '^pg_' and (
            oid in (select grantee from granted where grantee <> grantor)
            or oid in (select defaclrole from pg_default_acl)
            or oid in (select unnest(polroles) from pg_policy))
        order by 1
        """;

    public static async Task<DatabaseContent> ReadAsync(
        NpgsqlConnection connection, string dumpVersion, CancellationToken ct) => new(
        connection.ServerVersion.Split(' ')[0],
        dumpVersion,
        await connection.ScalarAsync<string>($"select to_regclass('{Journal}')::text", ct) is null
            ? null
            : await connection.ScalarAsync<string>($"select max(scriptname) from {Journal}", ct),
        await connection.ListAsync(Roles, ct),
        await TableContents.ReadAsync(connection, ct));
}
