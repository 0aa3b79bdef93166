using System.Globalization;
using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace PawPal.Hosting.Run;

/// <summary>How the engine runs. Read from the AppHost's configuration.</summary>
internal sealed record EngineOptions
{
    /// <summary>Data, secrets, logs and records of runs: <c>Hosting:StateFolder</c>.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Fixed ports become free ones: <c>DcpPublisher:RandomizePorts</c>, upstream's name.</summary>
    public bool RandomizePorts { get; init; }

    /// <summary>Ports of "http" endpoints by resource, for this run: <c>Hosting:Ports:&lt;resource&gt;</c>.</summary>
    public IReadOnlyDictionary<string, int> ChosenPorts { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>How long a resource that runs may take to be healthy: <c>Hosting:StartLimit</c>.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How many lines of each console are kept for the dashboard: <c>Hosting:ConsoleLines</c>.</summary>
    public int ConsoleLines { get; init; } = 10_000;

    /// <summary>
    /// The container engine, <c>docker</c>, <c>podman</c> or <c>none</c>; whichever answers when null:
    /// <c>Hosting:ContainerEngine</c>.
    /// </summary>
    public string? ContainerEngine { get; init; }

    /// <summary>
    /// Only this form of Postgres, <c>container</c>, <c>installed</c> or <c>embedded</c>: <c>Hosting:Postgres</c>.
    /// </summary>
    public string? PostgresForm { get; init; }

    /// <summary>
    /// Only this form of Redis, <c>container</c>, <c>installed</c> or <c>garnet</c>: <c>Hosting:Redis</c>.
    /// </summary>
    public string? RedisForm { get; init; }

    /// <summary>The AppHost's own program, started again for a store in .NET.</summary>
    public Assembly? AppHost { get; init; }

    /// <summary>Where services send telemetry, if anywhere: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string? OtlpEndpoint { get; init; }

    public string LogFolder => Path.Combine(StateFolder, "logs");

    /// <exception cref="DistributedApplicationException">A value is not what its key asks for.</exception>
    public static EngineOptions From(IConfiguration configuration, string appHostDirectory, Assembly? appHost) => new()
    {
        StateFolder = configuration["Hosting:StateFolder"] is { Length: > 0 } given
            ? Path.GetFullPath(given, appHostDirectory)
            : Path.Combine(RepositoryAbove(appHostDirectory), ".pawpal"),
        RandomizePorts = Parsed(configuration, "DcpPublisher:RandomizePorts", bool.TryParse, false),
        ChosenPorts = configuration.GetSection("Hosting:Ports").GetChildren().ToDictionary(
            chosen => chosen.Key,
            chosen => Parsed(configuration, chosen.Path, static (string text, out int port) =>
                int.TryParse(text, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65_535, 0),
            StringComparer.OrdinalIgnoreCase),
        StartLimit = Parsed(configuration, "Hosting:StartLimit", TimeSpan.TryParse, TimeSpan.FromSeconds(90)),
        ConsoleLines = Parsed(configuration, "Hosting:ConsoleLines", static (string text, out int lines) =>
            int.TryParse(text, CultureInfo.InvariantCulture, out lines) && lines is > 0 and <= 1_000_000, 10_000),
        ContainerEngine = OneOf(configuration, "Hosting:ContainerEngine", "docker", "podman", "none"),
        PostgresForm = OneOf(configuration, "Hosting:Postgres", "container", "installed", "embedded"),
        RedisForm = OneOf(configuration, "Hosting:Redis", "container", "installed", "garnet"),
        AppHost = appHost,
        OtlpEndpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"],
    };

    private delegate bool Parser<T>(string text, out T value);

    private static T Parsed<T>(IConfiguration configuration, string key, Parser<T> parse, T otherwise)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return otherwise;
        return parse(text, out var value)
            ? value
            : throw new DistributedApplicationException($"The configuration key {key} has the value '{text}', "
                + $"which is not a {typeof(T).Name}.");
    }

    private static string? OneOf(IConfiguration configuration, string key, params string[] known)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return null;
        return known.Contains(text)
            ? text
            : throw new DistributedApplicationException(
                $"The configuration key {key} has the value '{text}'; known: {string.Join(", ", known)}.");
    }

    private static string RepositoryAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")) || File.Exists(Path.Combine(at.FullName, "global.json")))
                return at.FullName;
        }

        return folder;
    }
}
