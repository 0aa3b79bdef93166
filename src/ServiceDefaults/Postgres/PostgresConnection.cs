using System.Globalization;
using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Npgsql;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.ServiceDefaults.Postgres;

/// <summary>One database's settings, gathered from every place that may name them.</summary>
internal sealed class PostgresConnection
{
    public const string Section = "Aspire:Npgsql";

    private const string PoolSizeVariable = "DATABASE_POOL_SIZE";
    private const string OverflowVariable = "DATABASE_MAX_OVERFLOW";
    private const int DefaultPoolSize = 20;

    private readonly IConfiguration _configuration;
    private readonly Lazy<NpgsqlConnectionStringBuilder> _resolved;

    /// <param name="readsUrl">Whether <c>DATABASE_URL</c> may stand in for a missing connection string.</param>
    public PostgresConnection(
        IConfiguration configuration, string name, bool readsUrl, Action<NpgsqlSettings>? configureSettings)
    {
        _configuration = configuration;
        Name = name;
        Settings = ReadSettings(configuration, name, configureSettings);
        _resolved = new(() => Resolve(readsUrl), LazyThreadSafetyMode.PublicationOnly);
    }

    public string Name { get; }

    public NpgsqlSettings Settings { get; }

    /// <summary>A copy of the whole connection string, defaults filled in.</summary>
    /// <exception cref="ServiceConfigurationException">It is missing or cannot be read.</exception>
    public NpgsqlConnectionStringBuilder ConnectionString() => new(_resolved.Value.ConnectionString);

    private static NpgsqlSettings ReadSettings(
        IConfiguration configuration, string name, Action<NpgsqlSettings>? configureSettings)
    {
        var settings = new NpgsqlSettings();
        var section = configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(name).Bind(settings);
        if (configuration.GetConnectionString(name) is { Length: > 0 } connectionString)
            settings.ConnectionString = connectionString;
        configureSettings?.Invoke(settings);
        return settings;
    }

    private NpgsqlConnectionStringBuilder Resolve(bool readsUrl)
    {
        var connection = Read(readsUrl);
        SetDefault("Maximum Pool Size", PoolSize());
        SetDefault("Max Auto Prepare", 50);
        SetDefault("Timeout", 5);
        SetDefault("Command Timeout", 10);
        // Kerberos, which no store of ours has: asked for, it costs a round trip and a complaint about its library.
        SetDefault("GSS Encryption Mode", GssEncryptionMode.Disable);
        return connection;

        void SetDefault(string keyword, object value)
        {
            if (!connection.ShouldSerialize(keyword))
                connection[keyword] = value;
        }
    }

    private NpgsqlConnectionStringBuilder Read(bool readsUrl)
    {
        if (!string.IsNullOrWhiteSpace(Settings.ConnectionString))
        {
            try
            {
                return Checked($"ConnectionStrings__{Name}", new(Settings.ConnectionString));
            }
            catch (Exception problem) when (problem is ArgumentException or FormatException or InvalidCastException)
            {
                // Npgsql's message may repeat a part of the value.
                throw new ServiceConfigurationException(
                    $"ConnectionStrings__{Name} cannot be read as Host=..;Port=..;Username=..;Password=..;Database=..");
            }
        }

        if (readsUrl && _configuration[PostgresUrl.Variable] is { Length: > 0 } url)
            return Checked(PostgresUrl.Variable, PostgresUrl.Parse(url));
        var alternative = readsUrl ? $" or {PostgresUrl.Variable}" : "";
        throw new ServiceConfigurationException(
            $"No database is configured: set ConnectionStrings__{Name}{alternative} "
            + $"(also {Section.Replace(":", "__", StringComparison.Ordinal)}__ConnectionString).");
    }

    private static NpgsqlConnectionStringBuilder Checked(string setting, NpgsqlConnectionStringBuilder connection) =>
        Placeholder.Is(connection.Password) ? throw Placeholder.InPasswordOf(setting) : connection;

    private int PoolSize() =>
        ReadCount(PoolSizeVariable, DefaultPoolSize, min: 1) + ReadCount(OverflowVariable, 0, min: 0);

    private int ReadCount(string variable, int otherwise, int min)
    {
        const int Max = 1_000;
        var text = _configuration[variable];
        if (string.IsNullOrWhiteSpace(text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= min && count <= Max
            ? count
            : throw ServiceUrl.Wrong(
                variable, string.Create(CultureInfo.InvariantCulture, $"must be a number from {min} to {Max}"));
    }
}
