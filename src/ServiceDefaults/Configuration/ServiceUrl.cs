using System.Globalization;

namespace PawPal.ServiceDefaults.Configuration;

/// <summary>
/// The parts of <c>scheme://user:password@host:port/path?name=value</c>, decoded. Read by hand: <see cref="Uri"/>
/// would normalise what a password may hold.
/// </summary>
internal sealed record ServiceUrl
{
    public required string Scheme { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Without the brackets of an IPv6 address; empty when the address names none.</summary>
    public required string Host { get; init; }

    public int? Port { get; init; }

    /// <summary>Without the leading slash.</summary>
    public required string Path { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Options { get; init; }

    /// <param name="variable">Named in errors, which never show <paramref name="value"/> or a part of it.</param>
    /// <exception cref="ServiceConfigurationException">The value has not that form.</exception>
    public static ServiceUrl Parse(string variable, string value, params ReadOnlySpan<string> schemes)
    {
        var text = value.Trim();
        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = schemeEnd < 0 ? "" : text[..schemeEnd].ToLowerInvariant();
        if (!schemes.Contains(scheme))
            throw Wrong(variable, $"must begin with {string.Join("://, ", schemes!)}://");
        // A bare '#' or '/' belongs to a password that was not encoded; read on, it would become a wrong host.
        if (text.Contains('#', StringComparison.Ordinal))
            throw Wrong(variable, "has a '#', which must be written %23");

        var rest = text[(schemeEnd + 3)..];
        var authorityEnd = rest.AsSpan().IndexOfAny('/', '?');
        var (authority, tail) = authorityEnd < 0 ? (rest, "") : (rest[..authorityEnd], rest[authorityEnd..]);
        var queryStart = tail.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = queryStart < 0 ? (tail, "") : (tail[..queryStart], tail[(queryStart + 1)..]);
        if (path.Contains('@', StringComparison.Ordinal) || query.Contains('@', StringComparison.Ordinal))
            throw Wrong(variable, "has an '@' behind the host: '/', '?' and '@' in a user name or password must be "
                + "written %2F, %3F and %40");

        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : ReadUser(authority[..at]);
        var (host, port) = ReadHost(variable, authority[(at + 1)..]);
        return new ServiceUrl
        {
            Scheme = scheme,
            User = user,
            Password = password,
            Host = host,
            Port = port,
            Path = Uri.UnescapeDataString(path.TrimStart('/')),
            Options = ReadOptions(query),
        };
    }

    /// <summary>The error of a variable, without its value.</summary>
    public static ServiceConfigurationException Wrong(string variable, string why) => new($"{variable} {why}.");

    private static (string? User, string? Password) ReadUser(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (Uri.UnescapeDataString(text), null)
            : (Uri.UnescapeDataString(text[..colon]), Uri.UnescapeDataString(text[(colon + 1)..]));
    }

    private static (string Host, int? Port) ReadHost(string variable, string text)
    {
        if (text.Contains(',', StringComparison.Ordinal))
            throw Wrong(variable, "names several hosts, which only the ConnectionStrings form can do");
        string host;
        string port;
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0)
                throw Wrong(variable, "has an IPv6 address without its closing ']'");
            (host, port) = (text[1..close], text[(close + 1)..]);
        }
        else
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            (host, port) = colon < 0 ? (text, "") : (text[..colon], text[colon..]);
        }

        return (Uri.UnescapeDataString(host), ReadPort(variable, port));
    }

    private static int? ReadPort(string variable, string text)
    {
        if (text is "" or ":")
            return null;
        var isPort = text[0] == ':'
            && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is >= 1 and <= 65_535;
        return isPort
            ? int.Parse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)
            : throw Wrong(variable, "has a port that is not a number from 1 to 65535: special characters in a user "
                + "name or password must be percent-encoded, an IPv6 address stands in brackets");
    }

    private static List<KeyValuePair<string, string>> ReadOptions(string query)
    {
        var options = new List<KeyValuePair<string, string>>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            options.Add(new(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value)));
        }

        return options;
    }
}
