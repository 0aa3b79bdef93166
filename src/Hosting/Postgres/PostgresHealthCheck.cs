using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace PawPal.Hosting.Postgres;

/// <summary>Healthy while the server answers a query of the superuser.</summary>
internal sealed class PostgresHealthCheck(PostgresServerResource server) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
    {
        try
        {
            await using var connection = await PostgresConnection.OpenAsync(server, ct);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(ct);
            return HealthCheckResult.Healthy();
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return HealthCheckResult.Unhealthy(
                "the server refuses the password: its data was made with another one than the kept secret");
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }
}

internal static class PostgresConnection
{
    public static async Task<NpgsqlConnection> OpenAsync(PostgresServerResource server, CancellationToken ct)
    {
        var text = await server.ConnectionStringExpression.GetValueAsync(ct);
        var settings = new NpgsqlConnectionStringBuilder(text) { Pooling = false, Timeout = 3 };
        settings.Database ??= "postgres";
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
