namespace PawPal.Testing;

/// <summary>The folder in which a system under test keeps its data, logs and secrets.</summary>
public static class StateFolder
{
    public static string New() => Directory.CreateTempSubdirectory("pawpal-e2e-").FullName;

    public static Task DeleteAsync(string folder)
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The Postgres servers (not their workers) whose data lies in <paramref name="folder"/>.</summary>
    public static IReadOnlyList<RunningProcess> PostgresServersOf(string folder) =>
    [
        .. RunningProcess.All().Where(p =>
            p.CommandLine.Contains("postgres", StringComparison.Ordinal) &&
            p.CommandLine.Contains(" -D ", StringComparison.Ordinal) &&
            p.CommandLine.Contains(folder, StringComparison.Ordinal)),
    ];

    /// <summary>
    /// Everything that still runs on behalf of a system whose state lies in <paramref name="folder"/>.
    /// </summary>
    public static IReadOnlyList<RunningProcess> ProcessesOf(string folder) =>
        [.. RunningProcess.All().Where(p => BelongsTo(p, folder))];

    private static bool BelongsTo(RunningProcess process, string folder)
    {
        if (process.CommandLine.Contains(folder, StringComparison.Ordinal))
            return true;
        try
        {
            return process.Environment.Values.Any(value => value.Contains(folder, StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
