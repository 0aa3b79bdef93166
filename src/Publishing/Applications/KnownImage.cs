using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Applications;

/// <summary>
/// What a deployment must know of a store's official image and no manifest says: where it keeps its data, which folders
/// it writes to, how it is asked for its health.
/// </summary>
/// <param name="DataPath">Where the image keeps its data.</param>
/// <param name="User">The user the image makes for it; its folders belong to that user.</param>
/// <param name="Health">A line for a shell in the container; it ends with 0 while the store answers.</param>
/// <param name="Life">The same, but it ends with 0 too while the store is still reading its data.</param>
internal sealed record KnownImage(
    KnownServer Server, string DataPath, string Size, string User, string Health, string Life,
    IReadOnlyList<string> WritablePaths, IReadOnlyList<Variable> Environment)
{
    public bool IsPostgres => ReferenceEquals(this, Postgres);

    public static KnownImage? Find(string image, IReadOnlyCollection<string> variables) => Repository(image) switch
    {
        "postgres" => Postgres,
        "redis" => Redis("redis-cli", variables),
        "valkey" => Redis("valkey-cli", variables),
        _ => null,
    };

    private const string PostgresHealth = "pg_isready -q -h 127.0.0.1 -U \"$POSTGRES_USER\"";

    private static KnownImage Postgres { get; } = new(
        KnownServer.Postgres, "/var/lib/postgresql/data", "50Gi", "999:999", PostgresHealth,
        // 1: it refuses connections, since it recovers from a crash. To kill it then is to begin anew.
        $"{PostgresHealth}; [ $? -le 1 ]",
        ["/var/run/postgresql"],
        // A folder of its own below the mount: the mount belongs to root, and the server wants to own its folder.
        [new("PGDATA", Text.Literal("/var/lib/postgresql/data/pgdata"))]);

    private static KnownImage Redis(string client, IReadOnlyCollection<string> variables)
    {
        var password = variables.Contains("REDIS_PASSWORD", StringComparer.Ordinal) ? "REDIS_PASSWORD"
            : variables.Contains("VALKEY_PASSWORD", StringComparer.Ordinal) ? "VALKEY_PASSWORD" : null;
        var asked = password is null ? $"{client} ping" : $"REDISCLI_AUTH=\"${password}\" {client} ping";
        return new(
            KnownServer.Redis, "/data", "10Gi", "999:999", $"{asked} | grep -q PONG",
            $"{asked} | grep -q -e PONG -e LOADING", [], []);
    }

    private static string Repository(string image)
    {
        var path = image.Split('@')[0];
        var slash = path.LastIndexOf('/');
        return path[(slash + 1)..].Split(':')[0];
    }
}

internal enum KnownServer
{
    Postgres,
    Redis,
}
