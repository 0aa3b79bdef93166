namespace PawPal.Hosting.Containers;

/// <summary>
/// The way of variables into a container past the process list: by the client's own environment, and by a file only
/// the user can read for those that the client would take for its own.
/// </summary>
internal sealed class ContainerVariables : IDisposable
{
    private static readonly string[] ReadByClients =
    [
        "PATH", "HOME", "USER", "TMPDIR", "PWD", "DOCKER_", "BUILDKIT_", "CONTAINER", "PODMAN", "REGISTRY_", "STORAGE_",
        "XDG_", "DBUS_", "LD_", "GODEBUG", "GOMAXPROCS", "SSL_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
        "LISTEN_", "NOTIFY_", "SSH_", "OTEL_",
    ];

    private readonly string? _file;

    /// <param name="folder">Where the file lies while the client runs.</param>
    public ContainerVariables(IReadOnlyDictionary<string, string> variables, string folder)
    {
        var byFile = variables.Where(v => IsReadByClients(v.Key) && !v.Value.Contains('\n', StringComparison.Ordinal))
            .ToArray();
        var byClient = variables.ExceptBy(byFile.Select(v => v.Key), v => v.Key, StringComparer.Ordinal).ToArray();
        ForClient = byClient;
        List<string> options = [.. byClient.Select(v => $"--env={v.Key}")];
        if (byFile.Length > 0)
        {
            _file = Path.Combine(folder, $"{Guid.CreateVersion7():N}.env");
            using var writer = new StreamWriter(_file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            foreach (var (name, value) in byFile)
                writer.Write($"{name}={value}\n");
            options.Add($"--env-file={_file}");
        }

        Options = options;
    }

    public IReadOnlyList<string> Options { get; }

    public IReadOnlyList<KeyValuePair<string, string>> ForClient { get; }

    public void Dispose()
    {
        if (_file is not null)
            File.Delete(_file);
    }

    /// <summary>Whether a container engine's client would take the variable for its own.</summary>
    public static bool IsReadByClients(string name) =>
        Array.Exists(ReadByClients, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
