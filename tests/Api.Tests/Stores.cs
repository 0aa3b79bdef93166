using System.Globalization;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Tests;
using PawPal.Testing;

[assembly: AssemblyFixture(typeof(Stores))]

namespace PawPal.Api.Tests;

/// <summary>The real Postgres and Redis that all tests of this assembly share.</summary>
public sealed class Stores : IAsyncLifetime
{
    private const string Template = "pawpal_template";
    private readonly SemaphoreSlim _creating = new(1, 1);
    private int _databases;

    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync();
        Redis = await RedisServer.StartAsync();
        await ExecuteAsync("postgres", $"create database {Template}");
        Assert.NotEmpty(await new Migrator(Postgres.ConnectionString(Template)).RunAsync(CancellationToken.None));
    }

    /// <summary>A database of its own, with the schema and no rows. Returns its name.</summary>
    public async Task<string> NewDatabaseAsync(bool empty = false)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"pawpal_{Interlocked.Increment(ref _databases)}");
        // A template must have no other user while it is copied.
        await _creating.WaitAsync();
        try
        {
            await ExecuteAsync("postgres", $"create database {name}" + (empty ? "" : $" template {Template}"));
        }
        finally
        {
            _creating.Release();
        }

        return name;
    }

    /// <summary>As the superuser, who sees every row.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Postgres.ConnectionString(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        _creating.Dispose();
    }
}
