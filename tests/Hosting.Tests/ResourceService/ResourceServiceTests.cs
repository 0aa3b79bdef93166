extern alias client;

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using client::Aspire.DashboardService.Proto.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Hosting.ResourceService;
using PawPal.Testing;
using static client::Aspire.DashboardService.Proto.V1.DashboardService;
using ResourceCommandState = client::Aspire.DashboardService.Proto.V1.ResourceCommandState;
using Resource = client::Aspire.DashboardService.Proto.V1.Resource;

namespace PawPal.Hosting.Tests.ResourceService;

/// <summary>The protocol as a dashboard sees it: a client made of the description alone.</summary>
public sealed class ResourceServiceTests
{
    private const string Key = "the-key";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task The_first_message_holds_every_resource_and_the_next_ones_their_changes()
    {
        await using var model = Model();
        model.Builder.AddParameter("plain", "a value");
        model.Builder.AddParameter("hidden", "a secret", secret: true);
        var first = model.Builder.AddExecutable("first", "sh", model.Folder, "-c", "exec sleep 600")
            .WithEnvironment("COLOR", "brown").WithHttpEndpoint(env: "PORT");
        model.Builder.AddExecutable("second", "sh", model.Folder, "-c", "until [ -e now ]; do sleep 0.05; done; exit 4")
            .WithEnvironment("FIRST", first.GetEndpoint("http")).WaitForStart(first);
        await using var asked = await StartAsync(model);
        Assert.NotEmpty((await asked.Client.GetApplicationInformationAsync(
            new(), asked.Headers, cancellationToken: model.Limit)).ApplicationName);

        using var watch = asked.Client.WatchResources(new(), asked.Headers, cancellationToken: model.Limit);
        Assert.True(await watch.ResponseStream.MoveNext(model.Limit));
        var all = watch.ResponseStream.Current.InitialData.Resources;
        Assert.Equal(["first", "hidden", "plain", "second"], all.Select(r => r.Name).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var known = all.Single(r => r.Name == "first");
        Assert.Equal(("Executable", "first", "Running", "success"),
            (known.ResourceType, known.DisplayName, known.State, known.StateStyle));
        Assert.Equal("brown", known.Environment.Single(v => v.Name == "COLOR").Value);
        Assert.True(known.Environment.Single(v => v.Name == "COLOR").IsFromSpec);
        Assert.Equal(first.GetEndpoint("http").Url, known.Urls.Single().FullUrl);
        Assert.NotNull(known.StartedAt);
        Assert.Contains(known.Commands, c => c.Name == "resource-stop" && c.State == ResourceCommandState.Enabled);
        Assert.Contains(all.Single(r => r.Name == "second").Relationships,
            r => r is { ResourceName: "first", Type: "WaitFor" });
        Assert.Equal(("Parameter", "a value", false), Value(all.Single(r => r.Name == "plain")));
        Assert.Equal(("Parameter", "a secret", true), Value(all.Single(r => r.Name == "hidden")));

        await File.WriteAllTextAsync(Path.Combine(model.Folder, "now"), "", model.Limit);
        var ended = await ChangeAsync(watch, change => change is { Name: "second", State: "Exited" }, model.Limit);
        Assert.Equal(4, ended.Properties.Single(p => p.Name == "resource.exitCode").Value.NumberValue);
        Assert.NotNull(ended.StoppedAt);
    }

    [Fact]
    public async Task A_console_is_followed_line_by_line_with_numbers_and_the_stream_it_came_from()
    {
        await using var model = Model();
        model.Builder.AddExecutable("talker", "sh", model.Folder, "-c",
            "echo one; echo two >&2; until [ -e now ]; do sleep 0.05; done; echo three; exec sleep 600");
        await using var asked = await StartAsync(model);
        using var follow = asked.Client.WatchResourceConsoleLogs(
            new() { ResourceName = "talker" }, asked.Headers, cancellationToken: model.Limit);
        var lines = new List<ConsoleLogLine>();
        await UntilAsync(follow.ResponseStream, lines, 2, model.Limit);
        Assert.Equal(["one", "two"], lines.Select(l => l.Text).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal([1, 2], lines.Select(l => l.LineNumber));
        Assert.Equal("two", lines.Single(l => l.IsStdErr).Text);
        await File.WriteAllTextAsync(Path.Combine(model.Folder, "now"), "", model.Limit);
        await UntilAsync(follow.ResponseStream, lines, 3, model.Limit);
        Assert.Equal(("three", 3), (lines[2].Text, lines[2].LineNumber));

        using var once = asked.Client.WatchResourceConsoleLogs(
            new() { ResourceName = "talker", SuppressFollow = true }, asked.Headers, cancellationToken: model.Limit);
        var soFar = new List<string>();
        while (await once.ResponseStream.MoveNext(model.Limit))
            soFar.AddRange(once.ResponseStream.Current.LogLines.Select(l => l.Text));
        Assert.Equal(3, soFar.Count);
    }

    [Fact]
    public async Task A_command_is_executed_and_its_failure_comes_back_with_the_reason()
    {
        await using var model = Model();
        model.Builder.AddExecutable("worker", "sh", ".", "-c", "exec sleep 600");
        await using var asked = await StartAsync(model);
        var stopped = await asked.Client.ExecuteResourceCommandAsync(
            new() { ResourceName = "worker", CommandName = "resource-stop" }, asked.Headers,
            cancellationToken: model.Limit);
        Assert.Equal(ResourceCommandResponseKind.Succeeded, stopped.Kind);
        Assert.True(model.Application.ResourceNotifications.TryGetCurrentState("worker", out var now));
        Assert.Equal(KnownResourceStates.Exited, now.Snapshot.State?.Text);
        var unknown = await asked.Client.ExecuteResourceCommandAsync(
            new() { ResourceName = "worker", CommandName = "dance" }, asked.Headers,
            cancellationToken: model.Limit);
        Assert.Equal(ResourceCommandResponseKind.Failed, unknown.Kind);
        Assert.Contains("dance", unknown.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-key")]
    public async Task Nobody_is_answered_without_the_key(string? shown)
    {
        await using var model = Model();
        model.Builder.AddExecutable("worker", "sh", ".", "-c", "exec sleep 600");
        await using var asked = await StartAsync(model);
        var headers = shown is null ? new Metadata() : new Metadata { { "x-resource-service-api-key", shown } };
        var unary = await Assert.ThrowsAsync<RpcException>(
            async () => await asked.Client.GetApplicationInformationAsync(
                new(), headers, cancellationToken: model.Limit));
        Assert.Equal(StatusCode.Unauthenticated, unary.StatusCode);
        using var watch = asked.Client.WatchResources(new(), headers, cancellationToken: model.Limit);
        var stream = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(model.Limit));
        Assert.Equal(StatusCode.Unauthenticated, stream.StatusCode);
    }

    [Fact]
    public async Task A_watcher_that_does_not_read_holds_up_neither_the_engine_nor_another_watcher()
    {
        await using var model = Model();
        var worker = model.Builder.AddExecutable("worker", "sh", ".", "-c", "exec sleep 600");
        await using var asked = await StartAsync(model);
        using var idle = asked.Client.WatchResources(new(), asked.Headers, cancellationToken: model.Limit);
        Assert.True(await idle.ResponseStream.MoveNext(model.Limit));
        using var other = asked.Client.WatchResources(new(), asked.Headers, cancellationToken: model.Limit);
        Assert.True(await other.ResponseStream.MoveNext(model.Limit));

        // More than every buffer of the connection holds, and far more than the two resources of the model.
        var filler = new string('x', 10_000);
        for (var i = 1; i <= 2_000; i++)
        {
            var count = i;
            await model.Application.ResourceNotifications.PublishUpdateAsync(worker.Resource, s => s.With(
                new ResourcePropertySnapshot("filler", filler), new ResourcePropertySnapshot("count", count)));
        }

        await ChangeAsync(other, change => Count(change) == 2_000, model.Limit);
        var seen = 0;
        await ChangeAsync(idle, change => ++seen > 0 && Count(change) == 2_000, model.Limit);
        Assert.True(seen < 2_000, $"the idle watcher was sent {seen} changes, so all were kept for it");
    }

    [Fact]
    public async Task Interactions_stay_open_and_silent_until_the_application_ends()
    {
        await using var model = Model();
        model.Builder.AddExecutable("worker", "sh", ".", "-c", "exec sleep 600");
        await using var asked = await StartAsync(model);
        using var interactions = asked.Client.WatchInteractions(asked.Headers, cancellationToken: model.Limit);
        var next = interactions.ResponseStream.MoveNext(model.Limit);
        await model.Application.DisposeAsync();
        await Eventually.TrueAsync(() => next.IsCompleted, Patience, "the stream ends with the application");
    }

    [Fact]
    public async Task An_address_that_is_not_of_this_machine_is_refused_with_its_key()
    {
        await using var model = new TestModel("--ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://0.0.0.0:18000");
        var refused = Assert.Throws<DistributedApplicationException>(() => model.Application);
        Assert.StartsWith("The configuration key ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL has the value", refused.Message,
            StringComparison.Ordinal);
    }

    private static TestModel Model() => new(
        "--ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://127.0.0.1:0", $"--AppHost:ResourceService:ApiKey={Key}");

    private static async Task<Asked> StartAsync(TestModel model)
    {
        await model.StartAsync();
        var server = model.Application.Services.GetRequiredService<ResourceServer>();
        await Eventually.TrueAsync(() => server.Address is not null, Patience, "the resource service listens");
        return new Asked(GrpcChannel.ForAddress(server.Address!));
    }

    private static async Task<Resource> ChangeAsync(
        AsyncServerStreamingCall<WatchResourcesUpdate> watch, Func<Resource, bool> isMeant, CancellationToken ct)
    {
        while (await watch.ResponseStream.MoveNext(ct))
        {
            var found = watch.ResponseStream.Current.Changes.Value
                .Select(change => change.Upsert).Where(isMeant).ToArray();
            if (found.Length > 0)
                return found[^1];
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static async Task UntilAsync(
        IAsyncStreamReader<WatchResourceConsoleLogsUpdate> stream, List<ConsoleLogLine> lines, int count,
        CancellationToken ct)
    {
        while (lines.Count < count && await stream.MoveNext(ct))
            lines.AddRange(stream.Current.LogLines);
    }

    private static double Count(Resource resource) =>
        resource.Properties.FirstOrDefault(p => p.Name == "count")?.Value.NumberValue ?? 0;

    private static (string Type, string Value, bool IsSensitive) Value(Resource resource)
    {
        var property = resource.Properties.Single(p => p.Name == "Value");
        return (resource.ResourceType, property.Value.StringValue, property.IsSensitive);
    }

    private sealed class Asked(GrpcChannel channel) : IAsyncDisposable
    {
        public DashboardServiceClient Client { get; } = new(channel);

        public Metadata Headers { get; } = new() { { "x-resource-service-api-key", Key } };

        public async ValueTask DisposeAsync()
        {
            await channel.ShutdownAsync();
            channel.Dispose();
        }
    }
}
