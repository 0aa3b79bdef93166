using System.Globalization;
using Npgsql;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Postgres;

namespace PawPal.Operations.Databases;

/// <summary>The database that the environment names, for Npgsql and for PostgreSQL's own programs.</summary>
internal sealed class DatabaseAddress
{
    private const string Variable = "ConnectionStrings__pawpal";
    private readonly NpgsqlConnectionStringBuilder _settings;

    private DatabaseAddress(NpgsqlConnectionStringBuilder settings)
    {
        _settings = settings;
        _settings.Database ??= settings.Username;
        _settings.ApplicationName ??= "pawpal-ops";
        _settings.Pooling = false;
        // A session waits through dump and upload, longer than firewalls remember a silent connection.
        _settings.KeepAlive = 30;
        _settings.CommandTimeout = 0;
    }

    public string Database => _settings.Database!;

    public string? Login => _settings.Username;

    /// <exception cref="UsageFailure">No database is named.</exception>
    public static DatabaseAddress From(Func<string, string?> variable) => Find(variable)
        ?? throw new UsageFailure($"no database is named: set {Variable} or {PostgresUrl.Variable} in the environment");

    public static DatabaseAddress? Find(Func<string, string?> variable)
    {
        if (variable(Variable) is { } connectionString)
            return new DatabaseAddress(Parse(connectionString));
        return variable(PostgresUrl.Variable) is { } url ? new DatabaseAddress(PostgresUrl.Parse(url)) : null;
    }

    public DatabaseAddress For(string database) =>
        new(new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { Database = database });

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(_settings.ConnectionString);
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

    /// <summary>The same address for libpq, to which arguments would show the password to everybody.</summary>
    public Dictionary<string, string> ForClientPrograms()
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PGHOST"] = _settings.Host,
            ["PGPORT"] = _settings.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = _settings.Username,
            ["PGPASSWORD"] = _settings.Password,
            ["PGPASSFILE"] = _settings.Passfile,
            ["PGDATABASE"] = _settings.Database,
            ["PGAPPNAME"] = _settings.ApplicationName,
            ["PGOPTIONS"] = _settings.Options,
            ["PGSSLMODE"] = SslMode(_settings.SslMode),
            ["PGSSLROOTCERT"] = _settings.RootCertificate,
            ["PGSSLCERT"] = _settings.SslCertificate,
            ["PGSSLKEY"] = _settings.SslKey,
            ["PGCONNECT_TIMEOUT"] = _settings.Timeout.ToString(CultureInfo.InvariantCulture),
        };
        return variables.Where(pair => !string.IsNullOrEmpty(pair.Value))
            .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or InvalidCastException)
        {
            // Npgsql's message may repeat a part of the value.
            throw new ServiceConfigurationException(
                $"{Variable} cannot be read as Host=..;Port=..;Username=..;Password=..;Database=..");
        }
    }

    private static string SslMode(SslMode mode) => mode switch
    {
        Npgsql.SslMode.VerifyCA => "verify-ca",
        Npgsql.SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
