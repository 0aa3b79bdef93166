using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Proxy;

namespace PawPal.Hosting.Run;

/// <summary>Runs the model on this machine: starts what may start, watches it, and stops it in reverse order.</summary>
internal sealed class Engine(
    IResourceCollection resources, RunSet runs, RunParts parts, ProcessRecords records, Ports ports) : IAsyncDisposable
{
    private readonly TaskCompletionSource<ResourceFailure> _failed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly EngineReport _report = new(runs, parts);
    private readonly ReplicaProxies _proxies = new(parts.States);
    private readonly CancellationTokenSource _giveUp = new();
    private readonly CancellationTokenSource _end = new();
    private StateFolder? _folder;
    private Task _starting = Task.CompletedTask;
    private Task _aside = Task.CompletedTask;
    private Task? _stopping;
    private volatile bool _isUp;

    /// <summary>Starts every resource; returns when all are healthy or finished.</summary>
    /// <exception cref="DistributedApplicationException">One cannot start.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        parts.Begin();
        if (OperatingSystem.IsWindows())
            throw new DistributedApplicationException("This engine runs on Linux and macOS. On Windows, use WSL.");
        _folder = StateFolder.Take(parts.Options.StateFolder);
        await CleanUpAsync(ct);
        await parts.Events.BeforeStartAsync(ct);
        await Parameters.DemandAsync(resources, parts.States, ct);
        await PrepareAsync();
        await parts.Events.EndpointsAllocatedAsync(ct);
        _aside = Task.WhenAll(
            new ChildStates(runs, parts.States).FollowAsync(_end.Token),
            Task.WhenAll(runs.All.Where(run => run.IsHeld).Select(StartAsideAsync)));
        await StartAllAsync(ct);
        await parts.Events.AfterResourcesCreatedAsync(ct);
        _isUp = true;
        _report.Started();
    }

    /// <summary>Waits until somebody asks for an end.</summary>
    public static async Task RunToEndAsync(CancellationToken ct)
    {
        var end = new TaskCompletionSource();
        await using var registration = ct.Register(end.SetResult);
        await end.Task;
    }

    /// <summary>Says why it cannot run.</summary>
    public void Report(DistributedApplicationException failure) => _report.Failed(failure, isStarting: !_isUp);

    /// <summary>Stops every resource, those first on which no other stands.</summary>
    public Task StopAsync(CancellationToken hurry) => _stopping ??= StopOnceAsync(hurry);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _giveUp.Dispose();
        _end.Dispose();
    }

    private async Task StopOnceAsync(CancellationToken hurry)
    {
        await _giveUp.CancelAsync();
        await _end.CancelAsync();
        await Task.WhenAny(_starting);
        await Task.WhenAny(_aside);
        if (_isUp)
            parts.Console.Progress("Stopping …");
        parts.Containers.IsEnding = true;
        await new StopOrder(runs.All).StopAsync(hurry);
        foreach (var run in runs.All)
            await run.DisposeAsync();
        await _proxies.DisposeAsync();
        await parts.Dashboard.StopAsync();
        await parts.Processes.DisposeAsync();
        ports.Dispose();
        _folder?.Dispose();
        if (_isUp)
            parts.Console.Progress("Stopped.");
    }

    private async Task CleanUpAsync(CancellationToken ct)
    {
        var (found, stopped) = await records.CleanAsync(ct);
        var containers = await parts.Containers.CleanAsync(ct);
        if (found > 0 || _folder!.Predecessor is not null)
            _report.Cleaned(_folder!.Predecessor, stopped, containers);
    }

    private async Task PrepareAsync()
    {
        foreach (var resource in resources)
        {
            Replica.Name(resource);
            LifecycleCommands.AddTo(resource);
        }

        Held.LeaveUnneeded([.. resources]);
        ports.Allocate(resources);
        parts.Dashboard.Begin();
        var held = Held.In(resources);
        var expected = resources.SelectMany(r => r.Annotations.OfType<WaitAnnotation>())
            .Where(wait => wait.WaitType == WaitType.WaitForCompletion)
            .GroupBy(wait => wait.Resource).ToDictionary(jobs => jobs.Key, jobs => jobs.First().ExitCode);
        foreach (var replica in resources.Where(r => r is not ParameterResource).SelectMany(Replica.Of))
        {
            await parts.PublishAsync(replica, KnownResourceStates.NotStarted);
            runs.Add(new ResourceRun(replica, parts, held.Contains(replica.Resource), OnFailure)
            {
                ExpectedExitCode = expected.TryGetValue(replica.Resource, out var code) ? code : null,
            });
        }

        // A container that was kept holds its port itself.
        foreach (var run in runs.All.Where(
            run => !run.IsHeld && !run.Resource.IsGiven() && !ContainerPlan.IsKept(run.Resource)))
            PortCheck.Demand(run.Replica);
        _proxies.Start(resources);
    }

    private async Task StartAllAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _giveUp.Token);
        _starting = Task.WhenAll(runs.All.Where(run => !run.IsHeld).Select(run =>
            Task.Run(() => run.StartAsync(either.Token), CancellationToken.None)));
        var talk = _report.StillStartingAsync(either.Token);
        await Task.WhenAny(_starting, _failed.Task);
        if (_failed.Task.IsCompleted)
        {
            await _giveUp.CancelAsync();
            throw await _failed.Task;
        }

        try
        {
            await _starting;
        }
        finally
        {
            await _giveUp.CancelAsync();
            await talk;
        }
    }

    private async Task StartAsideAsync(ResourceRun run)
    {
        try
        {
            await run.StartAsync(_end.Token);
        }
        catch (Exception told) when (told is ResourceFailure or OperationCanceledException)
        {
            // The run has told it, or the application ends.
        }
    }

    private void OnFailure(ResourceFailure failure, bool isAside)
    {
        if (_isUp || isAside)
            _report.Failed(failure, isStarting: false);
        else
            _failed.TrySetResult(failure);
    }
}
