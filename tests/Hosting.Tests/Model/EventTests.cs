using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Model;

/// <summary>What a run tells, and when.</summary>
public sealed class EventTests : IAsyncDisposable
{
    private readonly TestModel _model = new();
    private readonly ConcurrentQueue<string> _told = new();

    [Fact]
    public async Task A_run_tells_of_itself_and_of_each_resource_in_order()
    {
        _model.Builder.OnBeforeStart((e, _) => Tell($"before start of {e.Model.Resources.Count}"));
        _model.Builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => Tell("all created"));
        var job = _model.Builder.AddExecutable("job", "sh", ".", "-c", "exit 0").WithHttpEndpoint(env: "PORT")
            .OnResourceEndpointsAllocated((r, _, _) => Tell($"{r.Name} has ports"))
            .OnBeforeResourceStarted((r, _, _) => Tell($"{r.Name} starts"))
            .OnResourceReady((r, _, _) => Tell($"{r.Name} is ready"))
            .OnResourceStopped((r, e, _) => Tell($"{r.Name} ended with {e.ResourceEvent.Snapshot.ExitCode}"));
        _model.Builder.AddExecutable("next", "sh", ".", "-c", "sleep 600").WaitForCompletion(job)
            .OnBeforeResourceStarted((r, _, _) => Tell($"{r.Name} starts"));

        await _model.StartAsync();
        await Eventually.TrueAsync(
            () => _told.Contains("job ended with 0"), TimeSpan.FromSeconds(60), "the end is told");
        var told = _told.ToList();
        Assert.Equal(["before start of 2", "job has ports", "job starts"], told[..3]);
        Assert.Contains("job is ready", told);
        Assert.True(told.IndexOf("next starts") > told.IndexOf("job starts"));
        Assert.True(told.IndexOf("all created") > told.IndexOf("next starts"));
    }

    [Fact]
    public async Task A_subscriber_that_throws_keeps_its_resource_from_starting_and_is_the_cause()
    {
        _model.Builder.AddExecutable("job", "sh", ".", "-c", "exit 0")
            .OnBeforeResourceStarted((_, _, _) => throw new InvalidOperationException("the bowl is empty"));
        Assert.Contains("job: the bowl is empty", await _model.FailAsync());
    }

    [Fact]
    public async Task Who_unsubscribed_hears_nothing_and_a_concurrent_event_waits_for_all()
    {
        var eventing = new DistributedApplicationEventing();
        var gone = eventing.Subscribe<Meal>((_, _) => Tell("gone"));
        eventing.Subscribe<Meal>((_, _) => Tell("one"));
        eventing.Subscribe<Meal>((_, _) => Tell("two"));
        eventing.Unsubscribe(gone);
        await eventing.PublishAsync(new Meal(), EventDispatchBehavior.BlockingConcurrent, _model.Limit);
        Assert.Equal(["one", "two"], _told.Order());
    }

    public ValueTask DisposeAsync() => _model.DisposeAsync();

    private Task Tell(string what)
    {
        _told.Enqueue(what);
        return Task.CompletedTask;
    }

    private sealed record Meal : IDistributedApplicationEvent;
}
