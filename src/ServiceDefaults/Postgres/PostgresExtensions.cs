using Aspire.Npgsql;
using Npgsql;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Postgres;

namespace Microsoft.Extensions.Hosting;

/// <summary>PostgreSQL for a service, under the names of Aspire's client integration.</summary>
public static class PostgresExtensions
{
    /// <summary>
    /// Registers an <see cref="NpgsqlDataSource"/>. It is configured by
    /// <c>ConnectionStrings:<paramref name="connectionName"/></c>, else <c>Aspire:Npgsql</c>, else
    /// <c>DATABASE_URL</c>; a missing or unreadable value stops the start with a
    /// <see cref="ServiceConfigurationException"/> that names the keys.
    /// </summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionName);
        PostgresRegistration.Add(
            builder, connectionName, serviceKey: null, configureSettings, configureDataSourceBuilder);
    }

    /// <summary>
    /// As <see cref="AddNpgsqlDataSource"/>, registered under the key <paramref name="name"/>: a further database, for
    /// which <c>DATABASE_URL</c> does not stand in.
    /// </summary>
    public static void AddKeyedNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string name,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        PostgresRegistration.Add(builder, name, serviceKey: name, configureSettings, configureDataSourceBuilder);
    }
}
