using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>One resource from its wait to its end.</summary>
internal sealed class ResourceRun(IResource resource, RunParts parts, Action<ResourceFailure> onFailure)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private Launched? _launched;
    private OutputLog? _log;
    private Task _watch = Task.CompletedTask;
    private bool _isStopping;

    public IResource Resource => resource;

    /// <summary>The exit code somebody waits for, or null when the resource should run on.</summary>
    public int? ExpectedExitCode { get; init; }

    /// <summary>When it was started, as a count: who comes later is stopped earlier.</summary>
    public int StartedAs { get; private set; } = -1;

    /// <summary>Waits, starts, and returns when the resource is healthy or finished.</summary>
    /// <exception cref="ResourceFailure">It cannot start, or something it waits for cannot.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        try
        {
            if (resource.Annotations.OfType<ExplicitStartupAnnotation>().Any())
                return;
            if (Waits.Of(resource).Count > 0)
            {
                await PublishAsync(KnownResourceStates.Waiting);
                await parts.Waits.AllAsync(resource, ct);
            }

            await LaunchAsync(ct);
            await UntilReadyAsync(ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = exception as ResourceFailure ?? new ResourceFailure(resource.Name, exception.Message);
            onFailure(failure);
            if (_launched?.Process?.Exited.IsCompleted != true)
                await PublishAsync(KnownResourceStates.FailedToStart);
            throw failure;
        }
    }

    /// <summary>Stops what runs.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        _isStopping = true;
        await _over.CancelAsync();
        if (_launched?.Process is { } process)
        {
            var ran = !process.Exited.IsCompleted;
            if (ran)
                await PublishAsync(KnownResourceStates.Stopping);
            if (!await process.StopAsync(grace, hurry))
                parts.Console.Progress($"{resource.Name}: did not end within {grace.TotalSeconds:0} s and was killed.");
            if (ran)
                await EndedAsync(process);
        }

        await _watch;
    }

    public ValueTask DisposeAsync()
    {
        _log?.Dispose();
        _over.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        StartedAs = parts.NextStart();
        await PublishAsync(KnownResourceStates.Starting);
        var launcher = parts.Launchers.FirstOrDefault(l => l.Takes(resource));
        if (launcher is not null)
        {
            _log = new OutputLog(
                parts.Options.LogFolder, resource.Name, parts.Logs.Ring(resource.Name), parts.Console);
            var launch = new Launch(resource, parts.Processes, parts.Environment, _log, parts.Console);
            _launched = await launcher.LaunchAsync(launch, ct);
            var launched = _launched;
            await parts.States.PublishUpdateAsync(resource, snapshot => snapshot.WithFacts(launch, launched));
        }

        if (HealthWatch.Watches(resource))
            await parts.Health.BeginAsync(resource);
        await parts.States.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
            StartTimeStamp = parts.Clock.GetUtcNow().UtcDateTime,
            StopTimeStamp = null,
            ExitCode = null,
            Urls = ResourceUrls.Of(resource),
        });
        if (_launched?.Process is { } process)
            _watch = WatchExitAsync(process);
    }

    private async Task UntilReadyAsync(CancellationToken ct)
    {
        if (ExpectedExitCode is { } expected && _launched?.Process is { } job)
        {
            var code = await job.Exited.WaitAsync(ct);
            await _watch;
            if (code != expected)
                throw Crash(code);
            return;
        }

        if (!HealthWatch.Watches(resource))
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, _over.Token);
        var healthy = parts.Health.UntilHealthyAsync(resource, limit.Token);
        var ended = _launched?.Process?.Exited ?? Task.Delay(Timeout.Infinite, limit.Token);
        var first = await Task.WhenAny(healthy, ended, Task.Delay(parts.Options.StartLimit, parts.Clock, limit.Token));
        await limit.CancelAsync();
        ct.ThrowIfCancellationRequested();
        if (first == ended && _launched?.Process is { } process)
            throw Crash(await process.Exited);
        if (first == healthy)
            await healthy;
        // The limit has passed: the answer to one last question is the reason, or the rescue.
        else if (await parts.Health.AskAsync(resource, ct) != HealthStatus.Healthy)
            throw new ResourceFailure(resource.Name, NotHealthy());
        parts.Console.Progress($"{resource.Name} is healthy after {parts.Elapsed:0.0} s");
        _watch = Task.WhenAll(_watch, WatchHealthAsync());
    }

    private async Task WatchExitAsync(IRunning process)
    {
        var code = await process.Exited;
        if (_isStopping)
            return;
        // Told before the state changes: those who wait would otherwise report themselves as the cause.
        if (code != (ExpectedExitCode ?? 0))
            onFailure(Crash(code));
        await EndedAsync(process);
    }

    private async Task WatchHealthAsync()
    {
        try
        {
            await parts.Health.ForEverAsync(
                resource, (now, why) => parts.Console.Progress(Sentence(now.ToString(), why)), _over.Token);
        }
        catch (OperationCanceledException)
        {
            // It stops.
        }
    }

    private string Sentence(string health, string? why)
    {
        var sentence = $"{resource.Name}: {health.ToLowerInvariant()}";
        return why is null ? sentence : $"{sentence} ({why})";
    }

    private Task EndedAsync(IRunning process)
    {
        _over.Cancel();
        var code = process.Exited.IsCompletedSuccessfully ? process.Exited.GetAwaiter().GetResult() : (int?)null;
        var state = code == 0 && !_isStopping ? KnownResourceStates.Finished : KnownResourceStates.Exited;
        return parts.States.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = state,
            ExitCode = code,
            StopTimeStamp = parts.Clock.GetUtcNow().UtcDateTime,
        });
    }

    private ResourceFailure Crash(int code) => new(
        resource.Name, $"ended with code {code}. Its whole output stands in {_log?.Path}", _log?.Last);

    private string NotHealthy() =>
        $"runs but is not healthy after {parts.Options.StartLimit.TotalSeconds:0} s"
        + (parts.Health.Reason(resource) is { } why ? $" ({why})" : "")
        + $". Its output stands in {_log?.Path}; a longer limit: --Hosting:StartLimit=00:05:00";

    private Task PublishAsync(string state) =>
        parts.States.PublishUpdateAsync(resource, snapshot => snapshot with { State = state });
}
