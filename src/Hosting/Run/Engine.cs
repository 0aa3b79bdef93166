using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>Runs the model on this machine: starts what may start, watches it, and stops it in reverse order.</summary>
internal sealed class Engine(IResourceCollection resources, RunParts parts, ProcessRecords records, Ports ports)
    : IAsyncDisposable
{
    private readonly TaskCompletionSource<ResourceFailure> _failed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource _giveUp = new();
    private readonly List<ResourceRun> _runs = [];
    private StateFolder? _folder;
    private Task _starting = Task.CompletedTask;
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
        await ParametersAsync(ct);
        ports.Allocate(resources);
        parts.Dashboard.Begin();
        await CreateRunsAsync();
        PortsMustBeFree();

        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _giveUp.Token);
        _starting = Task.WhenAll(_runs.Select(run =>
            Task.Run(() => run.StartAsync(either.Token), CancellationToken.None)));
        var talk = StillStartingAsync(either.Token);
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

        _isUp = true;
        Announce();
    }

    /// <summary>Waits until somebody asks for an end.</summary>
    public static async Task RunToEndAsync(CancellationToken ct)
    {
        var end = new TaskCompletionSource();
        await using var registration = ct.Register(end.SetResult);
        await end.Task;
    }

    /// <summary>Says why it cannot run: who waits in vain, the last output, the one line.</summary>
    public void Report(DistributedApplicationException failure)
    {
        if (failure is ResourceFailure at)
        {
            // Once all is up nobody waits any more.
            foreach (var line in _isUp ? [] : Consequences.Of(at, _runs.Select(run => run.Resource), parts.States))
                parts.Console.Failure(line);
            if (at.Output.Count > 0)
                parts.Console.Failure($"The last lines of {at.Resource}:");
            foreach (var line in at.Output)
                parts.Console.Failure($"  {line}");
        }

        parts.Console.Failure(failure.Message);
    }

    /// <summary>Stops every resource, those first on which no other stands.</summary>
    public Task StopAsync(CancellationToken hurry) => _stopping ??= StopOnceAsync(hurry);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _giveUp.Dispose();
    }

    private async Task StopOnceAsync(CancellationToken hurry)
    {
        await _giveUp.CancelAsync();
        await Task.WhenAny(_starting);
        if (_isUp)
            parts.Console.Progress("Stopping …");
        await new StopOrder(_runs).StopAsync(hurry);
        foreach (var run in _runs)
            await run.DisposeAsync();
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
        if (found == 0 && _folder!.Predecessor is null)
            return;
        var who = _folder!.Predecessor is { } predecessor
            ? string.Create(CultureInfo.InvariantCulture, $"The run before this one (pid {predecessor.Pid})")
            : "The run before this one";
        var left = string.Join(", ", stopped.Select(record => string.Create(
            CultureInfo.InvariantCulture, $"{record.Resource} (pid {record.Process.Pid})"))
            .Concat(containers.Select(name => $"container {name}")));
        parts.Console.Progress(left.Length == 0
            ? $"{who} was killed; nothing of it still runs."
            : $"{who} was killed; stopped what it had left: {left}.");
    }

    private async Task ParametersAsync(CancellationToken ct)
    {
        var missing = new List<string>();
        foreach (var parameter in resources.OfType<ParameterResource>())
        {
            try
            {
                await parameter.GetValueAsync(ct);
            }
            catch (MissingParameterValueException none)
            {
                missing.Add(none.Message);
            }
        }

        if (missing.Count > 0)
            throw new MissingParameterValueException(string.Join(Environment.NewLine, missing));
    }

    private async Task CreateRunsAsync()
    {
        var expected = resources.SelectMany(r => r.Annotations.OfType<WaitAnnotation>())
            .Where(wait => wait.WaitType == WaitType.WaitForCompletion)
            .GroupBy(wait => wait.Resource).ToDictionary(jobs => jobs.Key, jobs => jobs.First().ExitCode);
        foreach (var resource in resources.Where(r => r is not ParameterResource))
        {
            await parts.States.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.NotStarted });
            _runs.Add(new ResourceRun(resource, parts, failure => OnFailure(failure))
            {
                ExpectedExitCode = expected.TryGetValue(resource, out var code) ? code : null,
            });
        }
    }

    private void PortsMustBeFree()
    {
        var starting = resources.Where(
            r => !r.IsGiven() && !ContainerPlan.IsKept(r) && !r.Annotations.OfType<ExplicitStartupAnnotation>().Any());
        foreach (var resource in starting)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                var port = endpoint.AllocatedEndpoint!.Port;
                if (!Ports.IsFree(port))
                    throw new ResourceFailure(resource.Name, Taken(resource.Name, port));
            }
        }
    }

    private static string Taken(string resource, int port)
    {
        var by = PortHolder.Describe(port);
        return string.Create(CultureInfo.InvariantCulture, $"port {port} is taken by {by}. ")
            + $"Stop it, or choose another port: --Hosting:Ports:{resource}=<port>";
    }

    private void OnFailure(ResourceFailure failure)
    {
        if (_isUp)
            Report(failure);
        else
            _failed.TrySetResult(failure);
    }

    private async Task StillStartingAsync(CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), parts.Clock);
            while (await timer.WaitForNextTickAsync(ct))
            {
                var waiting = Consequences.Pending(_runs.Select(run => run.Resource), parts.States, parts.Health);
                parts.Console.Progress($"Still starting: {string.Join("; ", waiting)}");
            }
        }
        catch (OperationCanceledException)
        {
            // All are up, or none will be.
        }
    }

    private void Announce()
    {
        var all = _runs.Select(run => parts.States.TryGetCurrentState(run.Resource.Name, out var known) ? known : null)
            .OfType<ResourceEvent>().ToArray();
        parts.Console.Progress("");
        foreach (var line in StatusTable.Lines(all))
            parts.Console.Progress(line);
        parts.Console.Progress("");
        parts.Console.Progress($"Logs: {parts.Options.LogFolder}    Ctrl+C stops everything.");
        parts.Console.Progress(string.Create(CultureInfo.InvariantCulture, $"Started in {parts.Elapsed:0.0} s"));
        if (StatusTable.ToOpen(all) is { } url)
            parts.Console.Progress($"Open {url}");
    }
}
