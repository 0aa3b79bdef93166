using System.Globalization;
using Npgsql;
using PawPal.Operations.Tests;
using PawPal.Testing;

[assembly: AssemblyFixture(typeof(Databases))]

namespace PawPal.Operations.Tests;

/// <summary>The Postgres that all tests of this assembly share; its databases are migrated by PawPal itself.</summary>
public sealed class Databases : IAsyncLifetime
{
    private const string Template = "pawpal_template";

    // Whatever a household has, also what breaks a careless dump: quotes, line ends, other scripts, nulls, numerics.
    private const string Filling =
        """
        insert into account (id, email, password_hash, display_name, created_at)
        select gen_random_uuid(), 'person' || n || '@example.org', 'hash', E'O''Neil \\ "日本" ' || n, now()
        from generate_series(1, 50) n;
        insert into household (id, name, time_zone, created_at)
        select gen_random_uuid(), E'Home\tof ' || n, 'Europe/London', now() from generate_series(1, 50) n;
        insert into membership (household_id, account_id, role, joined_at)
        select h.id, a.id, 'owner', now()
        from household h join account a on a.display_name like '% ' || right(h.name, 1);
        insert into pet (id, household_id, name, species, created_at)
        select gen_random_uuid(), id, E'Rex\n' || n, 'dog', now() from household, generate_series(1, 4) n;
        insert into care_event (id, household_id, pet_id, kind, occurred_at, recorded_at, recorded_by, amount, unit)
        select gen_random_uuid(), p.household_id, p.id, 'feeding', now() - n * interval '1.000001 h', now(),
            (select id from account limit 1), n * 0.125, case when n % 3 = 0 then null else 'g' end
        from pet p, generate_series(1, 20) n;
        """;

    private readonly SemaphoreSlim _creating = new(1, 1);
    private int _databases;

    public PostgresServer Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync();
        await ExecuteAsync("postgres", $"create database {Template}");
        await Migration.RunAsync(Postgres.ConnectionString(Template));
        await ExecuteAsync(Template, Filling);
    }

    /// <summary>A database of its own, migrated and filled, or empty. Returns its name.</summary>
    public async Task<string> NewAsync(bool empty = false)
    {
        var name = NewName();
        // A template must have no other user while it is copied.
        await _creating.WaitAsync();
        try
        {
            await ExecuteAsync("postgres", $"create database {name} template {(empty ? "template0" : Template)}");
        }
        finally
        {
            _creating.Release();
        }

        return name;
    }

    /// <summary>The name of a database that is not there.</summary>
    public string NewName() =>
        string.Create(CultureInfo.InvariantCulture, $"pawpal_{Interlocked.Increment(ref _databases)}");

    /// <summary>The environment of a run on a database, as the superuser.</summary>
    internal Dictionary<string, string> Variables(string database) =>
        new(StringComparer.Ordinal) { ["ConnectionStrings__pawpal"] = Postgres.ConnectionString(database) };

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Postgres.ConnectionString(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Postgres.ConnectionString(database));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Every row of every table in order, hashed: what the program's own check is compared with.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ChecksumsAsync(string database)
    {
        var tables = await ScalarAsync<string[]>(
            database,
            "select coalesce(array_agg(relname::text), '{}') from pg_class where relkind = 'r' "
            + "and relnamespace = 'public'::regnamespace");
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
            sums[table] = await ScalarAsync<string>(
                database,
                $"""
                select count(*) || ' ' || coalesce(md5(string_agg(r::text, E'\n' order by r::text)), '-') from {table} r
                """);
        return sums;
    }

    public async ValueTask DisposeAsync()
    {
        await Postgres.DisposeAsync();
        _creating.Dispose();
    }
}
