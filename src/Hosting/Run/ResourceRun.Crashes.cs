using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Run;

internal sealed partial class ResourceRun
{
    private async Task FollowAsync(Attempt attempt, CancellationToken ct)
    {
        if (await Task.WhenAny(attempt.Ended) is { IsCanceled: true })
            return;
        var code = await attempt.Ended;
        if (_backOff is not null && (_hasBeenReady || attempt.HasBeenReady) && _backOff.Applies(code))
        {
            _going = ComeBackAsync(attempt, code, ct);
            return;
        }

        // Told before the state changes: those who wait would otherwise report themselves as the cause.
        if (code != (ExpectedExitCode ?? 0))
            Tell(attempt.Crash(code));
        await attempt.EndAsync(StateNames.Ended(code, wasStopped: false));
    }

    private async Task ComeBackAsync(Attempt attempt, int code, CancellationToken ct)
    {
        try
        {
            var age = attempt.Age;
            var cause = $"ended with code {code}";
            while (true)
            {
                var pause = _backOff!.Next(age);
                await attempt.EndAsync(new(KnownResourceStates.Waiting, KnownResourceStateStyles.Warn));
                await parts.PublishAsync(replica, s => s.With(
                    new ResourcePropertySnapshot(ResourceProperties.Restarts, _backOff.Restarts)));
                Announce(new ResourceFailure(
                    replica, $"{cause}; starts again in {pause.TotalSeconds:0.#} s (restart {_backOff.Restarts})",
                    _log.Last));
                await Task.Delay(pause, parts.Clock, ct);
                try
                {
                    attempt = await LaunchAsync(ct);
                    break;
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    age = TimeSpan.Zero;
                    cause = (failure as ResourceFailure)?.Cause ?? failure.Message;
                }
            }

            await BackAsync(attempt, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Somebody stops it, or starts it himself.
            await StoppedAsync();
        }
    }

    private async Task BackAsync(Attempt attempt, CancellationToken ct)
    {
        try
        {
            await UntilReadyAsync(attempt, ct);
        }
        catch (ResourceFailure failure)
        {
            // Another crash is another turn, and has been told. What lives on ill is watched on.
            if (!attempt.IsRunning)
                return;
            Tell(failure);
            attempt.WatchHealth(HealthStatus.Unhealthy);
        }
    }

    private void Announce(ResourceFailure crash)
    {
        _log.Say(crash.Cause);
        onFailure(crash, true);
    }
}
