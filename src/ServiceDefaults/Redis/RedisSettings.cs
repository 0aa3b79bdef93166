using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using PawPal.ServiceDefaults.Configuration;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Redis;

/// <summary>The Redis client's settings, gathered from every place that may name them.</summary>
internal sealed class RedisSettings
{
    public const string Section = "Aspire:StackExchange:Redis";

    // In milliseconds. Redis answers in less than one; whoever waits longer is better served without it.
    private const int ConnectTimeout = 2_000;
    private const int CommandTimeout = 1_000;

    private readonly IConfiguration _configuration;
    private readonly Action<ConfigurationOptions>? _configureOptions;
    private readonly Lazy<ConfigurationOptions> _options;

    public RedisSettings(
        IConfiguration configuration,
        string name,
        string clientName,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        _configuration = configuration;
        _configureOptions = configureOptions;
        Name = name;
        ClientName = clientName;
        var section = configuration.GetSection(Section);
        section.Bind(Settings);
        section.GetSection(name).Bind(Settings);
        if (configuration.GetConnectionString(name) is { Length: > 0 } connectionString)
            Settings.ConnectionString = connectionString;
        configureSettings?.Invoke(Settings);
        _options = new(Resolve, LazyThreadSafetyMode.PublicationOnly);
    }

    public string Name { get; }

    public StackExchangeRedisSettings Settings { get; } = new();

    private string ClientName { get; }

    private bool HasConnectionString => !string.IsNullOrWhiteSpace(Settings.ConnectionString);

    private string Source => HasConnectionString ? $"ConnectionStrings__{Name}" : RedisUrl.Variable;

    /// <exception cref="ServiceConfigurationException">The address is missing or cannot be read.</exception>
    public ConfigurationOptions Options() => _options.Value;

    private ConfigurationOptions Resolve()
    {
        var options = Read();
        options.ClientName ??= ClientName;
        options.AbortOnConnectFail = false;
        // A command for a lost connection fails at once; queued, it would run minutes later on what it then finds.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new ExponentialRetry(500, 5_000);
        // Exceptions would name keys.
        options.IncludeDetailInExceptions = false;
        if (!IsNamed("connectTimeout"))
            options.ConnectTimeout = ConnectTimeout;
        if (!IsNamed("syncTimeout"))
            options.SyncTimeout = CommandTimeout;
        if (!IsNamed("asyncTimeout"))
            options.AsyncTimeout = options.SyncTimeout;
        _configuration.GetSection($"{Section}:ConfigurationOptions").Bind(options);
        _configuration.GetSection($"{Section}:{Name}:ConfigurationOptions").Bind(options);
        _configureOptions?.Invoke(options);
        return Placeholder.Is(options.Password) ? throw Placeholder.InPasswordOf(Source) : options;
    }

    private bool IsNamed(string keyword) =>
        Settings.ConnectionString?.Contains(keyword + "=", StringComparison.OrdinalIgnoreCase) ?? false;

    private ConfigurationOptions Read()
    {
        if (HasConnectionString)
            return ReadConnectionString(Settings.ConnectionString!);
        if (_configuration[RedisUrl.Variable] is { Length: > 0 } url)
            return RedisUrl.Parse(url);
        throw new ServiceConfigurationException(
            $"No Redis is configured: set ConnectionStrings__{Name} or {RedisUrl.Variable} "
            + $"(also {Section.Replace(":", "__", StringComparison.Ordinal)}__ConnectionString).");
    }

    private ConfigurationOptions ReadConnectionString(string text)
    {
        try
        {
            var options = ConfigurationOptions.Parse(text);
            if (options.EndPoints.Count > 0)
                return options;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or OverflowException)
        {
            // The client's message may repeat a part of the value.
        }

        throw new ServiceConfigurationException(
            $"ConnectionStrings__{Name} cannot be read as host:port[,password=..][,ssl=true]: it names no host, or an "
            + "option that is unknown.");
    }
}
