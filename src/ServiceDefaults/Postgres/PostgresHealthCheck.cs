using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry;

namespace PawPal.ServiceDefaults.Postgres;

/// <summary>
/// Asks the database for an answer over a connection of its own: a service whose pool is busy is slow, not unready,
/// and taking it out of service would only load its replicas more.
/// </summary>
internal sealed class PostgresHealthCheck(Func<NpgsqlDataSource> open) : IHealthCheck, IAsyncDisposable
{
    private readonly Lazy<NpgsqlDataSource> _source = new(open);

    /// <summary>How long the database may take, in seconds.</summary>
    public const int Timeout = 2;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        try
        {
            await using var command = _source.Value.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException or InvalidOperationException
            or OperationCanceledException)
        {
            // The exception's text holds addresses and user names: it stays out of the answer and the log.
            return new HealthCheckResult(context.Registration.FailureStatus, Describe(problem));
        }
    }

    public ValueTask DisposeAsync() => _source.IsValueCreated ? _source.Value.DisposeAsync() : ValueTask.CompletedTask;

    private static string Describe(Exception problem) => problem switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
        } => "the database refuses the log-in",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "the server has no such database",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "the database has no connection left",
        PostgresException refusal => $"the database answers with SQLSTATE {refusal.SqlState}",
        _ => "the database does not answer",
    };
}
