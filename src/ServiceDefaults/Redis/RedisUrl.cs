using System.Globalization;
using PawPal.ServiceDefaults.Configuration;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Redis;

/// <summary>Translates <c>redis://user:password@host:port/database</c> (<c>rediss://</c>: with TLS).</summary>
internal static class RedisUrl
{
    public const string Variable = "REDIS_URL";

    private const int DefaultPort = 6379;

    /// <exception cref="ServiceConfigurationException">The value cannot be read; it is not shown.</exception>
    public static ConfigurationOptions Parse(string value)
    {
        var url = ServiceUrl.Parse(Variable, value, "redis", "rediss");
        if (url.Host.Length == 0)
            throw ServiceUrl.Wrong(Variable, "names no host");
        // An object, not a connection string: that has no way to write a password with a comma.
        var options = new ConfigurationOptions
        {
            User = string.IsNullOrEmpty(url.User) ? null : url.User,
            Password = string.IsNullOrEmpty(url.Password) ? null : url.Password,
            Ssl = url.Scheme is "rediss",
        };
        options.EndPoints.Add(url.Host, url.Port ?? DefaultPort);
        if (options.Ssl)
            options.SslHost = url.Host;
        if (url.Path.Length > 0)
            options.DefaultDatabase = ReadDatabase(url.Path);
        foreach (var (name, option) in url.Options)
            Apply(options, name, option);
        return options;
    }

    private static void Apply(ConfigurationOptions options, string name, string value)
    {
        switch (name)
        {
            case "db":
                options.DefaultDatabase = ReadDatabase(value);
                break;
            case "protocol" when value is "2" or "3":
                options.Protocol = value is "3" ? RedisProtocol.Resp3 : RedisProtocol.Resp2;
                break;
            default:
                throw ServiceUrl.Wrong(
                    Variable, "has an unknown option behind its '?'; known are db (a number) and protocol (2 or 3)");
        }
    }

    private static int ReadDatabase(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var database)
            ? database
            : throw ServiceUrl.Wrong(Variable, "has a database that is not a number");
}
