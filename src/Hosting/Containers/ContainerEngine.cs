namespace PawPal.Hosting.Containers;

/// <summary>Docker or Podman: a client, with an engine behind it that answers.</summary>
/// <param name="name"><c>docker</c> or <c>podman</c>.</param>
/// <param name="program">The client's full path.</param>
internal sealed class ContainerEngine(string name, string program)
{
    private static readonly TimeSpan Ordinary = TimeSpan.FromMinutes(2);

    public string Name => name;

    public string Program => program;

    /// <summary>The name by which a container knows the machine that runs it.</summary>
    public string HostName => IsPodman ? "host.containers.internal" : "host.docker.internal";

    private bool IsPodman => name == "podman";

    /// <summary>Console output is kept by the engine too, in bounds, and can be followed.</summary>
    public string[] LogOptions => IsPodman
        ? ["--log-driver=k8s-file", "--log-opt=max-size=10mb"]
        : ["--log-driver=json-file", "--log-opt=max-size=10m"];

    public Task<ContainerAnswer> RunAsync(
        IEnumerable<string> arguments, CancellationToken ct,
        IEnumerable<KeyValuePair<string, string>>? variables = null, Action<string>? onLine = null,
        TimeSpan? limit = null) =>
        ContainerClient.RunAsync(program, arguments, limit ?? Ordinary, ct, variables, onLine);

    /// <summary>Removes a container at once, with the volumes that have no name; it may be gone already.</summary>
    public Task<ContainerAnswer> RemoveAsync(string container, CancellationToken ct) => RunAsync(
        IsPodman ? ["rm", "--force", "--time=0", "--volumes", container] : ["rm", "--force", "--volumes", container],
        ct);

    public Task<ContainerAnswer> StopAsync(string container, TimeSpan grace, CancellationToken ct) =>
        RunAsync(
            ["stop", $"--time={Math.Max(0, (int)grace.TotalSeconds)}", container], ct,
            limit: grace + TimeSpan.FromSeconds(10));

    /// <summary>The values of a Go template on something the engine knows; null when it knows no such thing.</summary>
    public async Task<string?> InspectAsync(string kind, string what, string format, CancellationToken ct)
    {
        var answer = await RunAsync([kind, "inspect", $"--format={format}", what], ct);
        return answer.IsGood ? answer.Output.Trim() : null;
    }
}
