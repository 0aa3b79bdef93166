using System.Globalization;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>
/// Equips a PostgreSQL server for the people on call: <c>psql</c> and <c>pg_dump</c> in its pod ask no password, and
/// statistics of statements are there.
/// </summary>
internal static class PostgresPlan
{
    /// <summary>Scripts that the image runs on a new database, in the order of their names.</summary>
    private static readonly (string Name, string Target) InitFolder = ("init", "/docker-entrypoint-initdb.d");

    private const string PrepareFolder = "/prepare";

    // What a process of a service may open, unless its settings say another number, and what a job does.
    private const int ServiceConnections = 20;
    private const int JobConnections = 2;

    // For the people on call, and replicas.
    private const int OtherConnections = 20;

    public static Workload Equip(Application application, Workload server)
    {
        if (server.Known?.Server != KnownServer.Postgres || server.Entrypoint is not null || server.Arguments.Count > 0)
            return server;
        var equipped = WithFile(server, ("prepare", PrepareFolder), "refuse.sh", Scripts.Read("refuse.sh"));
        equipped = WithInit(equipped, "10-statements.sql", Scripts.Read("statements.sql")) with
        {
            Arguments = [Text.Literal("postgres"), .. Options(application, server)],
            Preparation = $"{PrepareFolder}/refuse.sh",
        };
        // The statistics are read in this database; psql takes another one by its name.
        equipped = With(equipped, "PGDATABASE", Text.Literal("postgres"));
        return Variable(server, "POSTGRES_PASSWORD") is { } password
            ? With(equipped, "PGPASSWORD", password)
            : equipped;
    }

    /// <summary>Settings of the server, and of those that follow it, as arguments.</summary>
    public static IEnumerable<Text> Options(Application application, Workload server) =>
    [
        .. Option("shared_preload_libraries=pg_stat_statements"),
        .. Option(string.Create(
            CultureInfo.InvariantCulture, $"max_connections={MostConnections(application, server.Name)}")),
    ];

    /// <summary>
    /// What all who use the server open at their largest: with PostgreSQL's 100 they would lock each other out.
    /// </summary>
    public static int MostConnections(Application application, string server) => Math.Max(
        100,
        OtherConnections + application.Workloads
            .Where(one => one.Uses.Contains(server, StringComparer.Ordinal))
            .Sum(one => one.MostReplicas * (one.EndsByItself ? JobConnections : ServiceConnections)));

    /// <summary>A setting of the server, as its arguments.</summary>
    public static IEnumerable<Text> Option(string setting) => [Text.Literal("-c"), Text.Literal(setting)];

    public static Text? Variable(Workload workload, string name) =>
        workload.Environment.FirstOrDefault(variable => variable.Name == name)?.Value;

    /// <summary>The workload with a variable, where it has none of that name.</summary>
    public static Workload With(Workload workload, string name, Text value) => Variable(workload, name) is not null
        ? workload
        : workload with { Environment = [.. workload.Environment, new(name, value)] };

    /// <summary>The server with one more script for a new database.</summary>
    public static Workload WithInit(Workload server, string name, string text) =>
        WithFile(server, InitFolder, name, text);

    private static Workload WithFile(
        Workload server, (string Name, string Target) folder, string name, string text)
    {
        var there = server.Settings.FirstOrDefault(one => one.Target == folder.Target);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { [name] = text };
        foreach (var (file, content) in there?.Files ?? files.ToDictionary(StringComparer.Ordinal))
            files[file] = content;
        return server with
        {
            Settings = [.. server.Settings.Where(one => one != there), new(folder.Name, folder.Target, files)],
        };
    }

    /// <summary>
    /// The connection strings to a server that services have, once more with another server in its place: for what only
    /// reads.
    /// </summary>
    public static IEnumerable<Variable> ForReading(Workload workload, string server, string replica) =>
        workload.Environment
            .Where(variable => variable.Name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)
                && variable.Value.Hosts.Any(host => host.Resource == server))
            .Select(variable => new Variable($"{variable.Name}-replica", Text.Of(variable.Value.Parts.Select(part =>
                part is HostPart host && host.Resource == server ? host with { Resource = replica } : part))));
}
