using System.Diagnostics;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>Finds out, when first asked, whether a container engine answers: docker first, then podman.</summary>
internal sealed class ContainerEngines(EngineOptions options) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    // Somebody may start the engine when told that none answers; resources that start together ask but once.
    private static readonly TimeSpan RefusalHolds = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private (ContainerEngine? Engine, string Reason)? _found;
    private long _askedAt;

    /// <summary>The engine, or null and the reason why there is none.</summary>
    public async Task<(ContainerEngine? Engine, string Reason)> FindAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_found is { } found && (found.Engine is not null || Stopwatch.GetElapsedTime(_askedAt) < RefusalHolds))
                return found;
            _found = await FindAsync(options);
            _askedAt = Stopwatch.GetTimestamp();
            return _found.Value;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static async Task<(ContainerEngine? Engine, string Reason)> FindAsync(EngineOptions options)
    {
        if (options.ContainerEngine == "none")
            return (null, "Hosting:ContainerEngine is 'none'");
        string[] names = options.ContainerEngine is { } only ? [only] : ["docker", "podman"];
        var answers = await Task.WhenAll(names.Select(AskAsync));
        var found = Array.Find(answers, answer => answer.Engine is not null);
        return found.Engine is not null
            ? found
            : (null, string.Join("; ", answers.Select(answer => answer.Reason)));
    }

    private static async Task<(ContainerEngine? Engine, string Reason)> AskAsync(string name)
    {
        if (Programs.Find(name) is not { } program)
            return (null, $"{name} is not installed");
        var engine = new ContainerEngine(name, program);
        // Docker's client is often there without its engine; only the engine can tell the server's version.
        string[] question = name == "docker" ? ["version", "--format={{.Server.Version}}"] : ["info"];
        var answer = await engine.RunAsync(question, CancellationToken.None, limit: Limit);
        return answer.IsGood ? (engine, "") : (null, $"{name} does not answer ({answer.Reason})");
    }
}
