using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Run;

/// <summary>One replica through all its lives: started, stopped, started again.</summary>
/// <param name="isHeld">Whether it starts only after something that a person has to start.</param>
/// <param name="onFailure">Told of a failed start or a crash, and whether a person had asked for that start.</param>
internal sealed partial class ResourceRun(
    Replica replica, RunParts parts, bool isHeld, Action<ResourceFailure, bool> onFailure) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly OutputLog _log = new(
        parts.Options.LogFolder, replica.Id, parts.Logs.Ring(replica.Id), parts.Console);
    private readonly BackOff? _backOff = BackOff.Of(replica.Resource);

    private Attempt? _attempt;
    private Task _going = Task.CompletedTask;
    private Task _following = Task.CompletedTask;
    private CancellationTokenSource _giveUp = new();
    private CancellationTokenSource _noMoreWaits = new();
    private TaskCompletionSource _isUnderWay = new();
    private bool _hasBeenReady;
    private bool _isCommanded;
    private volatile bool _isWaiting;
    private ResourceFailure? _told;

    public Replica Replica => replica;

    public IResource Resource => replica.Resource;

    /// <summary>Whether the start of the application goes on without it.</summary>
    public bool IsHeld => isHeld;

    /// <summary>The exit code somebody waits for, or null when the resource should run on.</summary>
    public int? ExpectedExitCode { get; init; }

    /// <summary>When it was first started, as a count: who comes later is stopped earlier.</summary>
    public int StartedAs { get; private set; } = -1;

    private bool IsExplicit => Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    /// <summary>Waits, starts, and returns when the resource is healthy or finished.</summary>
    /// <exception cref="ResourceFailure">It cannot start, or something it waits for cannot.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        if (IsExplicit)
            return;
        var coming = Task.CompletedTask;
        await TakeTurnAsync(() =>
        {
            coming = Begin(isCommanded: false);
            return Task.CompletedTask;
        }, ct);
        await using var ended = ct.Register(() => _giveUp.Cancel());
        await coming;
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>Starts it again, or at once when it waits; returns when it runs, or waits for others.</summary>
    /// <exception cref="ResourceFailure">It cannot start.</exception>
    public Task StartAgainAsync(CancellationToken ct) => TakeTurnAsync(async () =>
    {
        if (_attempt is { IsRunning: true })
            return;
        if (_isWaiting)
        {
            // Whoever asks a second time does not want to wait.
            await _noMoreWaits.CancelAsync();
            return;
        }

        await EndAsync(TimeSpan.Zero, CancellationToken.None);
        await UnderWayAsync(Begin(isCommanded: true), ct);
    }, ct);

    /// <summary>Stops what runs, waits, or would be started again.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        // Before the turn, which a start on its way may hold.
        await _giveUp.CancelAsync();
        await TakeTurnAsync(() => EndAsync(grace, hurry), CancellationToken.None);
    }

    /// <summary>Stops and starts it, on the same ports; those who refer to it run on.</summary>
    /// <exception cref="ResourceFailure">It cannot start.</exception>
    public Task RestartAsync(TimeSpan grace, CancellationToken ct) => TakeTurnAsync(async () =>
    {
        await EndAsync(grace, ct);
        await UnderWayAsync(Begin(isCommanded: true), ct);
    }, ct);

    public async ValueTask DisposeAsync()
    {
        await TakeTurnAsync(() => EndAsync(TimeSpan.FromSeconds(1), CancellationToken.None), CancellationToken.None);
        _attempt?.Dispose();
        _log.Dispose();
        _giveUp.Dispose();
        _noMoreWaits.Dispose();
        _turn.Dispose();
    }

    private Task Begin(bool isCommanded)
    {
        _isCommanded = isCommanded;
        _giveUp = new();
        _noMoreWaits = new();
        _isUnderWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = _giveUp.Token;
        return _going = Task.Run(() => ComeUpAsync(token), CancellationToken.None);
    }

    private async Task UnderWayAsync(Task coming, CancellationToken ct)
    {
        if (await Task.WhenAny(coming, _isUnderWay.Task).WaitAsync(ct) == coming)
            await coming;
    }

    private async Task ComeUpAsync(CancellationToken ct)
    {
        Attempt? attempt = null;
        try
        {
            await WaitAsync(ct);
            if (_isCommanded)
                PortCheck.Demand(replica);
            attempt = await LaunchAsync(ct);
            _isUnderWay.TrySetResult();
            await UntilReadyAsync(attempt, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Somebody stops it before it is up.
            await StoppedAsync();
        }
        catch (ResourceUnavailable unavailable) when (!_isCommanded)
        {
            await FailedToStartAsync(unavailable);
            parts.Console.Failure(unavailable.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = exception as ResourceFailure ?? new ResourceFailure(replica, exception.Message);
            Tell(failure);
            if (attempt is { IsRunning: true })
                attempt.WatchHealth(HealthStatus.Unhealthy);
            else if (attempt is not { Ended.IsCompleted: true })
                await FailedToStartAsync(failure);
            throw failure;
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        if (Waits.Of(Resource).Count == 0)
            return;
        await parts.PublishAsync(replica, KnownResourceStates.Waiting);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct, _noMoreWaits.Token);
        var waits = parts.Waits.AllAsync(Resource, enough.Token, _log.Say);
        try
        {
            _isWaiting = true;
            if (!waits.IsCompleted)
                _isUnderWay.TrySetResult();
            await waits;
        }
        catch (OperationCanceledException) when (_noMoreWaits.IsCancellationRequested)
        {
            _log.Say("Started without waiting any longer.");
        }
        finally
        {
            _isWaiting = false;
        }
    }

    private async Task<Attempt> LaunchAsync(CancellationToken ct)
    {
        if (StartedAs < 0)
            StartedAs = parts.NextStart();
        _log.BeginLife();
        _attempt = new Attempt(replica, parts, _log, ExpectedExitCode);
        await _attempt.LaunchAsync(ct);
        _following = FollowAsync(_attempt, ct);
        return _attempt;
    }

    private async Task UntilReadyAsync(Attempt attempt, CancellationToken ct)
    {
        await attempt.UntilReadyAsync(ct);
        _hasBeenReady = true;
    }

    private void Tell(ResourceFailure failure)
    {
        if (Interlocked.Exchange(ref _told, failure) is { } before && before.Message == failure.Message)
            return;
        _log.Say(failure.Cause);
        onFailure(failure, _isCommanded || isHeld || IsExplicit);
    }

    private Task FailedToStartAsync(ResourceFailure failure) => parts.PublishAsync(replica, snapshot => snapshot
        .With(new ResourcePropertySnapshot(ResourceProperties.Failure, failure.Cause)) with
    {
        State = StateNames.Styled(KnownResourceStates.FailedToStart),
        StopTimeStamp = parts.Clock.GetUtcNow().UtcDateTime,
    });

    private Task StoppedAsync() => _attempt is { IsRunning: true }
        ? Task.CompletedTask
        : parts.PublishAsync(replica, snapshot => snapshot with
        {
            State = _attempt is null
                ? StateNames.Styled(KnownResourceStates.NotStarted)
                : StateNames.Ended(null, wasStopped: true),
        });

    private async Task EndAsync(TimeSpan grace, CancellationToken hurry)
    {
        await _giveUp.CancelAsync();
        // A launch that is on its way ends by itself, or by its token; only then is known what there is to stop.
        await Task.WhenAny(_going);
        if (_attempt is { } attempt)
            await attempt.StopAsync(grace, hurry);
        // A crash in the same moment may still be on its way to a new start, which finds itself given up.
        await _following;
        await Task.WhenAny(_going);
        _told = null;
    }

    private async Task TakeTurnAsync(Func<Task> act, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }
}
