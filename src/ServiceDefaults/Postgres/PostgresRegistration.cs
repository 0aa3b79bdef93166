using Aspire.Npgsql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Health;

namespace PawPal.ServiceDefaults.Postgres;

internal static class PostgresRegistration
{
    public static void Add(
        IHostApplicationBuilder builder,
        string name,
        string? serviceKey,
        Action<NpgsqlSettings>? configureSettings,
        Action<NpgsqlDataSourceBuilder>? configureDataSource)
    {
        builder.ReadSecretFiles();
        var connection = new PostgresConnection(
            builder.Configuration, name, readsUrl: serviceKey is null, configureSettings);
        builder.Services.AddStartupCheck(() => connection.ConnectionString());
        builder.Services.AddNpgsqlDataSource(
            "",
            source =>
            {
                source.ConnectionStringBuilder.ConnectionString = connection.ConnectionString().ConnectionString;
                // Otherwise metrics name the pool by its connection string.
                source.Name = name;
                var names = new SpanNames(source.ConnectionStringBuilder.Database);
                source.ConfigureTracing(tracing => tracing
                    .ConfigureCommandSpanNameProvider(names.Of)
                    .ConfigureBatchSpanNameProvider(names.Of));
                configureDataSource?.Invoke(source);
            },
            serviceKey: serviceKey);
        if (!connection.Settings.DisableHealthChecks)
            AddHealthCheck(builder, connection, configureDataSource);
        if (!connection.Settings.DisableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddNpgsql());
        if (!connection.Settings.DisableMetrics)
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddNpgsqlInstrumentation());
    }

    private static void AddHealthCheck(
        IHostApplicationBuilder builder,
        PostgresConnection connection,
        Action<NpgsqlDataSourceBuilder>? configureDataSource)
    {
        var check = $"postgres-{connection.Name}";
        builder.Services.AddKeyedSingleton(check, (_, _) => new PostgresHealthCheck(Open));
        builder.AddHealthCheckOnce(new HealthCheckRegistration(
            check,
            services => services.GetRequiredKeyedService<PostgresHealthCheck>(check),
            HealthStatus.Unhealthy,
            tags: ["ready"],
            TimeSpan.FromSeconds(PostgresHealthCheck.Timeout)));

        NpgsqlDataSource Open()
        {
            var own = connection.ConnectionString();
            own.MaxPoolSize = 1;
            own.MinPoolSize = 0;
            own.MaxAutoPrepare = 0;
            own.Timeout = PostgresHealthCheck.Timeout;
            own.CommandTimeout = PostgresHealthCheck.Timeout;
            // A hung server would not answer the request to cancel either.
            own.CancellationTimeout = -1;
            var source = new NpgsqlDataSourceBuilder(own.ConnectionString) { Name = $"{connection.Name}-health" };
            configureDataSource?.Invoke(source);
            return source.Build();
        }
    }
}
