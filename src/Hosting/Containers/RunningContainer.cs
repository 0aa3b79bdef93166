using System.Globalization;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>A container whose console we follow, from its start to its removal.</summary>
internal sealed class RunningContainer : IRunning
{
    private const string State = "{{.State.Status}} {{.State.ExitCode}}";

    private readonly ContainerEngine _engine;
    private readonly ContainerPlan _plan;
    private readonly ContainerSession _session;
    private readonly Launch _launch;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess _client;
    private bool _isStopping;

    private RunningContainer(
        ContainerSession session, ContainerEngine engine, ContainerPlan plan, Launch launch, string id,
        ChildProcess client)
    {
        (_session, _engine, _plan, _launch, _client) = (session, engine, plan, launch, client);
        Id = id;
    }

    public string Id { get; }

    public Task<int> Exited => _exited.Task;

    /// <summary>Starts a container that was made, or follows one that already runs.</summary>
    /// <exception cref="ResourceFailure">The engine cannot start it.</exception>
    public static async Task<RunningContainer> StartAsync(
        ContainerSession session, ContainerEngine engine, ContainerPlan plan, Launch launch, string id, bool runs,
        CancellationToken ct)
    {
        if (plan.IsPersistent && !runs && await engine.RunAsync(["start", id], ct) is { IsGood: false } refused)
            throw await CannotStartAsync(engine, launch, id, refused.Reason);
        string[] listen = plan.IsPersistent
            ? ["logs", "--follow", "--tail=200", id]
            : ["start", "--attach", id];
        var container = new RunningContainer(session, engine, plan, launch, id, Listen(engine, launch, listen));
        try
        {
            await container.UntilStartedAsync(ct);
        }
        catch (OperationCanceledException)
        {
            await container.StopAsync(TimeSpan.Zero, ct);
            throw;
        }

        _ = container.FollowAsync();
        return container;
    }

    public async Task<bool> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        _isStopping = true;
        var willing = true;
        if (_plan.IsPersistent && _session.IsEnding)
        {
            // It lives on; only we stop to listen.
            await _client.StopAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        }
        else
        {
            willing = await EndAsync(grace, hurry);
            // Its console's last lines are on their way.
            await Task.WhenAny(_client.Exited, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
            await _client.StopAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
            if (!_plan.IsPersistent)
                await _engine.RemoveAsync(Id, CancellationToken.None);
        }

        _exited.TrySetResult(await _client.Exited);
        return willing;
    }

    // A client that started the container hears SIGTERM when the engine is killed, and passes it on; one that only
    // reads the console does not: a container that is kept runs on.
    private static ChildProcess Listen(ContainerEngine engine, Launch launch, string[] arguments)
    {
        var client = new ProcessPlan(launch.Resource.Name, engine.Program, arguments)
        {
            WorkingDirectory = "/",
            Environment = InheritedEnvironment.Variables(),
        };
        return launch.Processes.Start(client, launch.Log.Write);
    }

    private static async Task<ResourceFailure> CannotStartAsync(
        ContainerEngine engine, Launch launch, string id, string reason)
    {
        await engine.RemoveAsync(id, CancellationToken.None);
        return launch.Failure($"{engine.Name} cannot start its container: {reason}", launch.Log.Last);
    }

    private async Task<bool> EndAsync(TimeSpan grace, CancellationToken hurry)
    {
        try
        {
            var seconds = TimeSpan.FromSeconds(Math.Max(0, Math.Floor(grace.TotalSeconds) - 1));
            await _engine.StopAsync(Id, seconds, hurry);
        }
        catch (OperationCanceledException)
        {
            await _engine.StopAsync(Id, TimeSpan.Zero, CancellationToken.None);
        }

        var state = await _engine.InspectAsync("container", Id, State, CancellationToken.None);
        return state?.EndsWith(" 137", StringComparison.Ordinal) != true;
    }

    private async Task UntilStartedAsync(CancellationToken ct)
    {
        while (true)
        {
            var ended = _client.Exited.IsCompleted;
            var state = await _engine.InspectAsync("container", Id, "{{.State.Status}}", ct);
            if (state is "running" or "exited" or "stopped")
                return;
            if (ended)
            {
                var reason = _launch.Log.Last.LastOrDefault() ?? "it did not say why";
                throw await CannotStartAsync(_engine, _launch, Id, reason);
            }

            await Task.Delay(50, ct);
        }
    }

    // The client may end before the container does (somebody killed it); then another one takes its place.
    private async Task FollowAsync()
    {
        while (true)
        {
            await _client.Exited;
            if (_isStopping)
                return;
            var state = await _engine.InspectAsync("container", Id, State, CancellationToken.None);
            if (_isStopping)
                return;
            if (state?.Split(' ') is not ["running", _])
            {
                _exited.TrySetResult(ExitCode(state));
                return;
            }

            _client = Listen(_engine, _launch, ["logs", "--follow", "--tail=0", Id]);
        }
    }

    // Removed by somebody's hand, it has no code of its own: killed.
    private static int ExitCode(string? state) =>
        state?.Split(' ') is [_, var code] && int.TryParse(code, CultureInfo.InvariantCulture, out var number)
            ? number
            : 137;
}
