using System.Net;
using PawPal.Hosting.Processes;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Dashboard;

/// <summary>The dashboard beside the sample AppHost, each a process of its own.</summary>
public sealed class DashboardStartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string[] On =
        ["--Hosting:Dashboard=on", "--Hosting:Postgres=installed", "--Hosting:Redis=garnet"];

    [Fact]
    public async Task The_link_in_the_console_opens_it_and_services_send_their_telemetry_there()
    {
        using var state = new StateForTest();
        await using var run = await SampleRun.StartedAsync(state.Path, On);
        var link = await LinkAsync(run);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var greeted = await client.GetAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, greeted.StatusCode);
        Assert.True(greeted.Headers.Contains("Set-Cookie"), "the link lets its reader in");
        var stranger = await client.GetAsync(new Uri(link, "/"), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);

        var backend = await run.EnvironmentOfAsync("backend");
        Assert.Equal("grpc", backend["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.StartsWith("x-otlp-api-key=", backend["OTEL_EXPORTER_OTLP_HEADERS"], StringComparison.Ordinal);
        Assert.True(Uri.TryCreate(backend["OTEL_EXPORTER_OTLP_ENDPOINT"], UriKind.Absolute, out var otlp));
        Assert.NotEqual(link.Port, otlp.Port);

        var key = backend["OTEL_EXPORTER_OTLP_HEADERS"].Split('=')[1];
        var token = link.Query.Split('=')[1];
        foreach (var process in RunningProcess.Below(run.Pid))
        {
            Assert.DoesNotContain(key, process.CommandLine, StringComparison.Ordinal);
            Assert.DoesNotContain(token, process.CommandLine, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_that_dies_is_started_again_and_that_is_said()
    {
        using var state = new StateForTest();
        await using var run = await SampleRun.StartedAsync(state.Path, On);
        var link = await LinkAsync(run);
        Signals.Send(Assert.Single(Dashboards(run)).Id, Signal.Kill);
        await run.SaysAsync("The dashboard ended with code 137 and is started again.");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        await Eventually.TrueAsync(() => AnswersAsync(client, link), Patience, "the dashboard answers again");
        Assert.Contains("Started in ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_the_application_and_its_own_words_stand_in_its_log()
    {
        using var state = new StateForTest();
        await using var run = await SampleRun.StartedAsync(state.Path, On);
        await LinkAsync(run);
        var pid = Assert.Single(Dashboards(run)).Id;
        var alive = ProcessIdentity.Of(pid);
        Assert.NotNull(alive);
        await run.DisposeAsync();
        Assert.False(alive.Value.IsAlive);
        Assert.True(File.Exists(Path.Combine(state.Path, "logs", "dashboard.log")));
    }

    [Fact]
    public async Task Switched_off_there_is_none_and_nobody_is_told_of_one()
    {
        using var state = new StateForTest();
        await using var run = await SampleRun.StartedAsync(
            state.Path, "--Hosting:Postgres=installed", "--Hosting:Redis=garnet", "--Hosting:Dashboard=off");
        Assert.Empty(Dashboards(run));
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", (await run.EnvironmentOfAsync("backend")).Keys,
            StringComparer.Ordinal);
    }

    private static async Task<Uri> LinkAsync(SampleRun run)
    {
        const string Said = "Dashboard: ";
        await run.SaysAsync(Said);
        var line = run.Output.Split('\n').First(line => line.StartsWith(Said, StringComparison.Ordinal));
        return new Uri(line[Said.Length..]);
    }

    private static RunningProcess[] Dashboards(SampleRun run) =>
    [
        .. RunningProcess.Below(run.Pid).Where(process =>
            process.CommandLine.Contains("PawPal.Dashboard.dll", StringComparison.Ordinal)),
    ];

    private static async Task<bool> AnswersAsync(HttpClient client, Uri link)
    {
        try
        {
            using var answer = await client.GetAsync(link);
            return answer.StatusCode == HttpStatusCode.Found;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
