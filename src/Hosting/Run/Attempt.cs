using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>One life of a replica, from its launch to its end.</summary>
internal sealed class Attempt(Replica replica, RunParts parts, OutputLog log, int? expectedExitCode) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IRunning? _process;
    private Task _health = Task.CompletedTask;
    private long _since;

    /// <summary>Whether its process runs.</summary>
    public bool IsRunning => _process is { Exited.IsCompleted: false };

    /// <summary>Whether it has been as it should be: healthy, or started where nothing tells its health.</summary>
    public bool HasBeenReady { get; private set; }

    /// <summary>Whether somebody wants it to end.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>How long it ran.</summary>
    public TimeSpan Age => parts.Clock.GetElapsedTime(_since);

    /// <summary>The code it ended with by its own will; cancelled when it was stopped.</summary>
    public Task<int> Ended => _ended.Task;

    /// <exception cref="ResourceFailure">It cannot be launched.</exception>
    public async Task LaunchAsync(CancellationToken ct)
    {
        var resource = replica.Resource;
        await parts.Events.BeforeStartedAsync(replica, ct);
        await parts.PublishAsync(replica, snapshot => snapshot
            .With(new ResourcePropertySnapshot(ResourceProperties.Failure, null)) with
        {
            State = StateNames.Styled(KnownResourceStates.Starting),
        });
        Func<CustomResourceSnapshot, CustomResourceSnapshot> facts = snapshot => snapshot;
        if (parts.Launchers.FirstOrDefault(launcher => launcher.Takes(resource)) is { } launcher)
        {
            var launch = new Launch(replica, parts.Processes, parts.Environment, log, parts.Console);
            var launched = await launcher.LaunchAsync(launch, ct);
            _process = launched.Process;
            facts = snapshot => snapshot.WithFacts(launch, launched);
        }

        _since = parts.Clock.GetTimestamp();
        if (HealthWatch.Watches(resource))
            await parts.Health.BeginAsync(replica);
        var urls = await ResourceUrls.OfAsync(replica, ct);
        await parts.PublishAsync(replica, snapshot => facts(snapshot) with
        {
            State = StateNames.Styled(KnownResourceStates.Running),
            StartTimeStamp = parts.Clock.GetUtcNow().UtcDateTime,
            StopTimeStamp = null,
            ExitCode = null,
            Urls = urls,
        });
        if (_process is not null)
            _ = WatchExitAsync(_process);
    }

    /// <summary>Returns when it is healthy, or has done its work.</summary>
    /// <exception cref="ResourceFailure">It ended, or is not healthy in time.</exception>
    public async Task UntilReadyAsync(CancellationToken ct)
    {
        if (expectedExitCode is { } expected && _process is not null)
        {
            var code = await Ended.WaitAsync(ct);
            HasBeenReady = code == expected ? true : throw Crash(code);
        }
        else if (replica.Resource is ExternalServiceResource)
        {
            // Whoever needs it waits for it; the application does not hang on somebody else's service.
            HasBeenReady = true;
            if (HealthWatch.Watches(replica.Resource))
                WatchHealth(HealthStatus.Unhealthy);
        }
        else if (HealthWatch.Watches(replica.Resource))
        {
            await UntilHealthyAsync(ct);
            HasBeenReady = true;
            parts.Console.Progress($"{replica.Id} is healthy after {parts.Elapsed:0.0} s");
            WatchHealth(HealthStatus.Healthy);
        }
        else
        {
            HasBeenReady = true;
        }

        await parts.Events.ReadyAsync(replica, ct);
    }

    /// <summary>Goes on asking for the health of what was not healthy in time.</summary>
    public void WatchHealth(HealthStatus before) => _health = WatchHealthAsync(before);

    /// <summary>Stops what runs.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        IsStopping = true;
        _ended.TrySetCanceled(CancellationToken.None);
        await _over.CancelAsync();
        if (_process is not null)
        {
            var ran = IsRunning;
            if (ran)
                await parts.PublishAsync(replica, KnownResourceStates.Stopping);
            if (!await _process.StopAsync(grace, hurry))
                parts.Console.Progress($"{replica.Id}: did not end within {grace.TotalSeconds:0} s and was killed.");
            if (ran)
                await EndAsync(StateNames.Ended(null, wasStopped: true));
        }

        await _health;
    }

    /// <summary>Publishes the end and the exit code, where there is one.</summary>
    public async Task EndAsync(ResourceStateSnapshot state)
    {
        var code = _process is { Exited: { IsCompletedSuccessfully: true } exited }
            ? exited.GetAwaiter().GetResult()
            : (int?)null;
        await parts.PublishAsync(replica, snapshot => snapshot
            .With(new ResourcePropertySnapshot(ResourceProperties.ExitCode, code)) with
        {
            State = state,
            ExitCode = code,
            Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = true })],
            StopTimeStamp = parts.Clock.GetUtcNow().UtcDateTime,
        });
        if (parts.States.TryGetCurrentState(replica.Id, out var known))
            await parts.Events.StoppedAsync(replica, known);
    }

    public ResourceFailure Crash(int code) =>
        new(replica, $"ended with code {code}. Its whole output stands in {log.Path}", log.Last);

    public void Dispose() => _over.Dispose();

    private async Task UntilHealthyAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, _over.Token);
        var healthy = parts.Health.UntilHealthyAsync(replica, limit.Token);
        var late = Task.Delay(parts.Options.StartLimit, parts.Clock, limit.Token);
        var first = await Task.WhenAny(healthy, _process is null ? late : Ended, late);
        await limit.CancelAsync();
        ct.ThrowIfCancellationRequested();
        if (IsStopping)
            throw new OperationCanceledException($"{replica.Id} is stopped.");
        if (first == Ended)
            throw Crash(await Ended);
        if (first == healthy)
            await healthy;
        // The limit has passed: the answer to one last question is the reason, or the rescue.
        else if ((await parts.Health.AskAsync(replica, ct)).Status != HealthStatus.Healthy)
            throw new ResourceFailure(replica, NotHealthy());
    }

    private async Task WatchExitAsync(IRunning process)
    {
        var code = await process.Exited;
        if (!IsStopping)
            _ended.TrySetResult(code);
        await _over.CancelAsync();
    }

    private async Task WatchHealthAsync(HealthStatus before)
    {
        try
        {
            await parts.Health.ForEverAsync(
                replica, before, (now, why) => parts.Console.Progress(Sentence(now.ToString(), why)), _over.Token);
        }
        catch (OperationCanceledException)
        {
            // It stops.
        }
    }

    private string Sentence(string health, string? why)
    {
        var sentence = $"{replica.Id}: {health.ToLowerInvariant()}";
        return why is null ? sentence : $"{sentence} ({why})";
    }

    private string NotHealthy() =>
        $"runs but is not healthy after {parts.Options.StartLimit.TotalSeconds:0} s"
        + (parts.Health.Reason(replica.Id) is { } why ? $" ({why})" : "")
        + $". Its output stands in {log.Path}; a longer limit: --Hosting:StartLimit=00:05:00";
}
