using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine.Output;
using Npgsql;

namespace PawPal.Api.Data;

/// <summary>Runs the numbered SQL files that a database has not seen, each in a transaction of its own.</summary>
internal sealed class Migrator(string connectionString)
{
    // Any number, the same in every release: who holds it is the one migrating.
    private const long LockKey = 7_305_808_870_124_871_011;
    private const int SecondsForTheLock = 120;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <returns>Names of the files that were run.</returns>
    /// <exception cref="MigrationFailure">A file could not be run; those before it stay.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await using (var wait = new NpgsqlCommand("select pg_advisory_lock($1)", connection))
        {
            wait.CommandTimeout = SecondsForTheLock;
            wait.Parameters.Bind(LockKey);
            await wait.ExecuteNonQueryAsync(ct);
        }

        // The lock goes with the connection.
        var result = await Task.Run(() => Engine().Build().PerformUpgrade(), ct);
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new MigrationFailure(result.ErrorScript?.Name, result.Error);
    }

    private UpgradeEngineBuilder Engine()
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // A file that must wait for a table behind a long query would make everybody wait behind it.
            Options = "-c lock_timeout=3s",
            CommandTimeout = 0,
            Pooling = false,
        };
        return DeployChanges.To.PostgresqlDatabase(connection.ConnectionString)
            .WithScriptsEmbeddedInAssembly(
                Assembly.GetExecutingAssembly(), name => name.EndsWith(".sql", StringComparison.Ordinal))
            .JournalToPostgresqlTable("public", "schema_version")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog());
    }

    /// <summary>A database that was started a moment ago refuses at first.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        while (true)
        {
            var connection = new NpgsqlConnection(settings.ConnectionString);
            try
            {
                await connection.OpenAsync(ct);
                return connection;
            }
            catch (NpgsqlException refused)
            {
                await connection.DisposeAsync();
                if (!refused.IsTransient || TimeProvider.System.GetElapsedTime(started) > Patience)
                    throw new MigrationFailure(script: null, refused);
            }

            await Task.Delay(Pause, ct);
        }
    }
}

/// <summary>Why the schema is not up to date, in one line.</summary>
internal sealed class MigrationFailure(string? script, Exception cause)
    : Exception($"{script ?? "connecting"} failed: {cause.Message.ReplaceLineEndings(" ")}", cause);
