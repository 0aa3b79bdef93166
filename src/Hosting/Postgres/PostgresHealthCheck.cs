using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Postgres;

/// <summary>Healthy while a server or database, ours or a given one, answers a query.</summary>
internal sealed class PostgresHealthCheck(IResourceWithConnectionString store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
    {
        try
        {
            await using var connection = await PostgresConnection.OpenAsync(store, ct);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(ct);
            return HealthCheckResult.Healthy();
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return Hopeless.Unhealthy(WrongPassword());
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }

    private string WrongPassword() => store.IsGiven()
        ? $"the server refuses the user or the password of ConnectionStrings:{store.Name}"
        : $"the server refuses the password: its data was made with another one than the kept secret. Set the old one "
            + $"as Parameters:{store.Name}-password, or move its data folder away to begin with an empty database";
}

/// <summary>Connections that are not pooled: a check must see the server, not a memory of it.</summary>
internal static class PostgresConnection
{
    public static async Task<NpgsqlConnection> OpenAsync(
        IResourceWithConnectionString store, CancellationToken ct)
    {
        var text = await store.ConnectionStringExpression.GetValueAsync(ct);
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
