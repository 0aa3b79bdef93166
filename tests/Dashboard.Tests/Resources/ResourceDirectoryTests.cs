using Aspire.DashboardService.Proto.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using PawPal.Dashboard.Resources;
using PawPal.Testing;

namespace PawPal.Dashboard.Tests.Resources;

/// <summary>The dashboard beside an AppHost.</summary>
public sealed class ResourceDirectoryTests
{
    [Fact]
    public async Task Resources_come_whole_then_change_then_go()
    {
        var host = new FakeAppHost();
        var port = FreePort.Next();
        await using var server = await FakeAppHost.ServeAsync(host, port);
        await using var dashboard = await StartAsync(port);
        var directory = dashboard.Get<ResourceDirectory>();
        host.Say(Backend("Starting"), new Resource { Name = "redis", ResourceType = "Container", IsHidden = true });
        await UntilAsync(() => directory.All().Count == 2, "the first set");
        AssertBackend(directory.Find("backend")!);
        Assert.Equal((ConnectionState.Connected, "PawPal"), (directory.Connection, directory.ApplicationName));
        Assert.True(directory.Find("redis")!.IsHidden);

        host.Change(
            new WatchResourcesChange { Upsert = Backend("Running") },
            new WatchResourcesChange { Delete = new() { ResourceName = "redis" } });
        await UntilAsync(() => directory.Find("backend")?.State == "Running" && directory.Find("redis") is null, "the changes");
    }

    [Fact]
    public async Task A_lost_AppHost_is_said_and_found_again()
    {
        var port = FreePort.Next();
        var first = new FakeAppHost();
        var server = await FakeAppHost.ServeAsync(first, port);
        await using var dashboard = await StartAsync(port);
        var directory = dashboard.Get<ResourceDirectory>();
        first.Say(Backend("Running"));
        await UntilAsync(() => directory.Connection == ConnectionState.Connected, "the first connection");
        await EndAsync(server);
        await UntilAsync(() => directory.Connection == ConnectionState.Connecting, "the loss");
        Assert.NotNull(directory.ConnectionProblem);
        Assert.NotNull(directory.Find("backend"));

        var second = new FakeAppHost();
        second.Say(new Resource { Name = "other", ResourceType = "Project" });
        await using var again = await FakeAppHost.ServeAsync(second, port);
        await UntilAsync(() => directory.Find("other") is not null, "the second set");
        Assert.Null(directory.Find("backend"));
        Assert.True(Assert.Single(second.Watches));
    }

    [Fact]
    public async Task A_wrong_key_is_named()
    {
        var port = FreePort.Next();
        await using var server = await FakeAppHost.ServeAsync(new FakeAppHost(), port);
        await using var dashboard = await StartAsync(port, "not the key of this AppHost");
        var directory = dashboard.Get<ResourceDirectory>();
        await UntilAsync(() => directory.ConnectionProblem is not null, "the problem");
        Assert.Contains("Dashboard:ResourceServiceClient:ApiKey", directory.ConnectionProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_AppHost_there_is_telemetry_alone()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        Assert.Equal(ConnectionState.NotConfigured, dashboard.Get<ResourceDirectory>().Connection);
        var outcome = await dashboard.Get<ResourceCommands>().ExecuteAsync(
            new ResourceSnapshot { Name = "a", ResourceType = "b", DisplayName = "a", Uid = "1" },
            new PawPal.Dashboard.Resources.ResourceCommand("c", "c", null, null, default, false, null),
            TestContext.Current.CancellationToken);
        Assert.False(outcome.Success);
    }

    [Fact]
    public async Task Commands_are_given_with_their_parameter_and_their_failure_is_told()
    {
        var host = new FakeAppHost();
        var port = FreePort.Next();
        await using var server = await FakeAppHost.ServeAsync(host, port);
        await using var dashboard = await StartAsync(port);
        var directory = dashboard.Get<ResourceDirectory>();
        host.Say(Backend("Running"));
        await UntilAsync(() => directory.Find("backend") is not null, "the resource");
        var backend = directory.Find("backend")!;

        var commands = dashboard.Get<ResourceCommands>();
        var done = await commands.ExecuteAsync(backend, backend.Commands[0], TestContext.Current.CancellationToken);
        Assert.True(done.Success);
        var failed = await commands.ExecuteAsync(backend, backend.Commands[1], TestContext.Current.CancellationToken);
        Assert.Equal((false, "it would not"), (failed.Success, failed.ErrorMessage));
        var request = host.Commands.First();
        Assert.Equal(("backend", "Project", "seed"), (request.ResourceName, request.ResourceType, request.CommandName));
        Assert.Equal("twice", request.Parameter.StringValue);
    }

    [Fact]
    public async Task A_console_is_read_while_watched_and_by_all_watchers_together()
    {
        var host = new FakeAppHost();
        var port = FreePort.Next();
        await using var server = await FakeAppHost.ServeAsync(host, port);
        await using var dashboard = await StartAsync(port);
        var consoles = dashboard.Get<ConsoleLogs>();
        Assert.Empty(consoles.Get("backend").Lines);
        var one = consoles.Watch("backend");
        var two = consoles.Watch("backend");
        await host.Console("backend").Writer.WriteAsync(Lines(1, 2, "hello"), TestContext.Current.CancellationToken);
        await UntilAsync(() => consoles.Get("backend").Lines.Count == 2, "both lines");
        Assert.Equal(new ConsoleLine(1, "hello", IsError: true), consoles.Get("backend").Lines[0]);
        Assert.Equal(1, host.ConsoleWatches);

        one.Dispose();
        one.Dispose();
        Assert.Equal(2, consoles.Get("backend").Lines.Count);
        two.Dispose();
        Assert.Empty(consoles.Get("backend").Lines);
        await UntilAsync(() => host.ConsoleWatches == 0, "nobody watches");
    }

    [Fact]
    public async Task A_console_that_floods_stays_bounded_and_says_what_went()
    {
        var host = new FakeAppHost();
        var port = FreePort.Next();
        await using var server = await FakeAppHost.ServeAsync(host, port);
        await using var dashboard = await StartAsync(port, FakeAppHost.Key, "Dashboard:ResourceServiceClient:MaxConsoleLineLength=1000");
        var consoles = dashboard.Get<ConsoleLogs>();
        using var watching = consoles.Watch("backend");
        // 100 MB in 100,000 lines, and one line of a megabyte.
        var text = new string('x', 1_000);
        for (var number = 1; number <= 100_000; number += 1_000)
            await host.Console("backend").Writer.WriteAsync(Lines(number, 1_000, text), TestContext.Current.CancellationToken);
        await host.Console("backend").Writer.WriteAsync(Lines(100_001, 1, new string('y', 1_000_000)), TestContext.Current.CancellationToken);
        await UntilAsync(() => consoles.Get("backend").Lines is [.., { Number: 100_001 }], "the last line");

        var log = consoles.Get("backend");
        Assert.Equal(100_001, log.Dropped + log.Lines.Count);
        Assert.InRange(log.Lines.Sum(l => l.Text.Length), 3_000_000, 4_000_000);
        Assert.EndsWith("999000 more characters", log.Lines[^1].Text, StringComparison.Ordinal);
    }

    private static void AssertBackend(ResourceSnapshot backend)
    {
        Assert.Equal(("backend", "Project", "Starting", "info"), (backend.DisplayName, backend.ResourceType, backend.State, backend.StateStyle));
        Assert.Equal(ResourceHealth.Unhealthy, backend.Health);
        Assert.Equal(new ResourceVariable("PASSWORD", "secret", IsFromSpec: true), Assert.Single(backend.Environment));
        Assert.Equal("--a b", backend.Property("executable.args"));
        Assert.Equal("42", backend.Property("executable.pid"));
        Assert.True(backend.Properties.Single(p => p.Name == "executable.pid").IsSensitive);
        Assert.Equal(["API", "http://127.0.0.1:2"], backend.Urls.Select(u => u.DisplayName));
        Assert.Equal(new PawPal.Dashboard.Resources.ResourceRelationship("redis", "Reference"), Assert.Single(backend.Relationships));
    }

    private static Resource Backend(string state) => new()
    {
        Name = "backend",
        ResourceType = "Project",
        DisplayName = "backend",
        Uid = "1",
        State = state,
        StateStyle = "info",
        CreatedAt = new Timestamp { Seconds = 1_700_000_000 },
        Environment = { new EnvironmentVariable { Name = "PASSWORD", Value = "secret", IsFromSpec = true } },
        Properties =
        {
            new Aspire.DashboardService.Proto.V1.ResourceProperty
            {
                Name = "executable.args", Value = Value.ForList(Value.ForString("--a"), Value.ForString("b")),
            },
            new Aspire.DashboardService.Proto.V1.ResourceProperty
            {
                Name = "executable.pid", Value = Value.ForNumber(42), IsSensitive = true,
            },
        },
        Urls =
        {
            new Url { FullUrl = "http://127.0.0.1:2" },
            new Url { FullUrl = "http://127.0.0.1:1", DisplayProperties = new() { DisplayName = "API", SortOrder = 5 } },
        },
        HealthReports =
        {
            new HealthReport { Key = "ready", Status = HealthStatus.Unhealthy },
            new HealthReport { Key = "live", Status = HealthStatus.Degraded },
        },
        Relationships = { new Aspire.DashboardService.Proto.V1.ResourceRelationship { ResourceName = "redis", Type = "Reference" } },
        Commands =
        {
            new Aspire.DashboardService.Proto.V1.ResourceCommand
            {
                Name = "seed", DisplayName = "Seed", Parameter = Value.ForString("twice"),
            },
            new Aspire.DashboardService.Proto.V1.ResourceCommand { Name = "fail", DisplayName = "Fail" },
        },
    };

    private static WatchResourceConsoleLogsUpdate Lines(int from, int count, string text) => new()
    {
        LogLines = { Enumerable.Range(from, count).Select(n => new ConsoleLogLine { LineNumber = n, Text = text, IsStdErr = true }) },
    };

    private static Task<DashboardHost> StartAsync(int port, string key = FakeAppHost.Key, params string[] settings) =>
        DashboardHost.StartAsync(
        [
            $"ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://127.0.0.1:{port}",
            $"Dashboard:ResourceServiceClient:ApiKey={key}",
            .. settings,
        ]);

    private static Task UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(condition, DashboardHost.Limit, what);

    // At once: a stream that nobody ends would be waited for.
    private static async Task EndAsync(WebApplication server)
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await server.StopAsync(now.Token);
        await server.DisposeAsync();
    }
}
