using System.Globalization;
using Npgsql;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.ServiceDefaults.Postgres;

/// <summary>Translates <c>postgresql://user:password@host:port/database?sslmode=require</c> for Npgsql.</summary>
internal static class PostgresUrl
{
    public const string Variable = "DATABASE_URL";

    private const string KnownOptions =
        "sslmode, ssl, sslrootcert, sslcert, sslkey, channel_binding, connect_timeout, application_name, options, "
        + "target_session_attrs, host, port, user, password and dbname";

    /// <exception cref="ServiceConfigurationException">The value cannot be read; it is not shown.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string value)
    {
        // The last form is how SQLAlchemy names its driver.
        var url = ServiceUrl.Parse(Variable, value, "postgresql", "postgres", "postgresql+asyncpg");
        var connection = new NpgsqlConnectionStringBuilder();
        if (url.Host.Length > 0)
            connection.Host = url.Host;
        if (url.Port is { } port)
            connection.Port = port;
        if (url.User is { Length: > 0 } user)
            connection.Username = user;
        if (url.Password is { Length: > 0 } password)
            connection.Password = password;
        if (url.Path.Length > 0)
            connection.Database = url.Path;
        foreach (var (name, option) in url.Options)
            Apply(connection, name, option);
        return string.IsNullOrEmpty(connection.Host)
            ? throw ServiceUrl.Wrong(Variable, "names no host")
            : connection;
    }

    private static void Apply(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        switch (name)
        {
            case "sslmode": connection.SslMode = ReadSslMode(name, value); break;
            case "ssl": connection.SslMode = ReadSsl(value); break;
            case "sslrootcert": connection.RootCertificate = value; break;
            case "sslcert": connection.SslCertificate = value; break;
            case "sslkey": connection.SslKey = value; break;
            case "channel_binding": connection.ChannelBinding = ReadEnum<ChannelBinding>(name, value); break;
            case "connect_timeout": connection.Timeout = ReadNumber(name, value, max: 1_024); break;
            case "application_name": connection.ApplicationName = value; break;
            case "options": connection.Options = value; break;
            case "target_session_attrs": connection.TargetSessionAttributes = value; break;
            case "host": connection.Host = value; break;
            case "port": connection.Port = ReadNumber(name, value, max: 65_535); break;
            case "user": connection.Username = value; break;
            case "password": connection.Password = value; break;
            case "dbname": connection.Database = value; break;
            default:
                // The name is not shown: behind an unencoded '?' it would be a piece of the password.
                throw ServiceUrl.Wrong(Variable, $"has an unknown option behind its '?'; known are {KnownOptions}");
        }
    }

    private static SslMode ReadSsl(string value) => value.ToLowerInvariant() switch
    {
        "true" or "1" or "on" => SslMode.Require,
        "false" or "0" or "off" => SslMode.Disable,
        _ => ReadSslMode("ssl", value),
    };

    private static SslMode ReadSslMode(string name, string value) => value.ToLowerInvariant() switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw ServiceUrl.Wrong(
            Variable, $"has a wrong {name}: it is one of disable, allow, prefer, require, verify-ca and verify-full"),
    };

    private static T ReadEnum<T>(string name, string value)
        where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var known) && Enum.IsDefined(known)
            ? known
            : throw ServiceUrl.Wrong(
                Variable,
                $"has a wrong {name}: it is one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");

    private static int ReadNumber(string name, string value, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max
            ? number
            : throw ServiceUrl.Wrong(
                Variable,
                string.Create(CultureInfo.InvariantCulture, $"has a wrong {name}: it is a number up to {max}"));
}
