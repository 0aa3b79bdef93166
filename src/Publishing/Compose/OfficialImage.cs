using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Compose;

/// <summary>What a container engine must know of a store's official image, beyond what every platform does.</summary>
/// <param name="FileVariables">
/// Variables whose value it reads from a file, named by the variable with <c>_FILE</c>.
/// </param>
/// <param name="SharedMemory">What /dev/shm must hold; null: what an engine gives.</param>
internal sealed record OfficialImage(IReadOnlyList<string> FileVariables, string? SharedMemory)
{
    private static OfficialImage Other { get; } = new([], null);

    // Parallel queries keep their tuples in /dev/shm, and fail when its 64 MiB are full.
    private static OfficialImage Postgres { get; } = new(
        ["POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_INITDB_ARGS"], "256m");

    public static OfficialImage Of(Workload workload) =>
        workload.Known is not null && Repository(workload.Image.Name) == "postgres" ? Postgres : Other;

    /// <summary>
    /// The user that the image makes for its store, who owns the folders; null: it is no known store.
    /// </summary>
    public static string? User(Workload workload) => workload.Known is null ? null
        : !workload.Image.Name.Contains("alpine", StringComparison.Ordinal) ? workload.Known.User
        // Alpine's system users have other numbers than Debian's.
        : Repository(workload.Image.Name) == "postgres" ? "70:70" : "999:1000";

    private static string Repository(string image) => image.Split('@')[0].Split('/')[^1].Split(':')[0];
}
