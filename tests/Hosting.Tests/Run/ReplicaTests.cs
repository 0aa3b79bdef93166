using System.Globalization;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Run;

public sealed class ReplicaTests
{
    [Fact]
    public async Task Each_replica_has_ports_health_and_a_console_of_its_own_and_all_are_listed()
    {
        await using var model = new TestModel();
        var web = model.AddService("web").WithAnnotation(new ReplicaAnnotation(3));
        var user = model.AddService("user").WithReference(web.GetEndpoint("http")).WaitFor(web);
        await model.StartAsync();
        var ids = ReplicaIds.Of(web.Resource);
        Assert.Equal(3, ids.Length);
        var urls = new List<string>();
        foreach (var id in ids)
        {
            Assert.Matches("^web-[a-z]{8}$", id);
            Assert.Equal(HealthStatus.Healthy, model.Snapshot(id).HealthStatus);
            urls.Add(Assert.Single(model.Snapshot(id).Urls).Url);
            var own = await EnvironmentAsync(urls[^1]);
            Assert.Equal(urls[^1], own["ASPNETCORE_URLS"]);
            Assert.Equal("web", own["OTEL_SERVICE_NAME"]);
            Assert.Equal($"service.instance.id={id[4..]}", own["OTEL_RESOURCE_ATTRIBUTES"]);
            Assert.True(File.Exists(Path.Combine(model.State, "logs", $"{id}.log")));
        }

        Assert.Equal(3, urls.Distinct(StringComparer.Ordinal).Count());
        var seen = await EnvironmentAsync(user.GetEndpoint("http").Url);
        for (var i = 0; i < 3; i++)
            Assert.Equal(urls[i], seen[string.Create(CultureInfo.InvariantCulture, $"services__web__http__{i}")]);
        Assert.Equal(urls[0], seen["WEB_HTTP"]);
    }

    [Fact]
    public async Task The_port_they_share_leads_to_all_in_turn_and_past_a_stopped_one()
    {
        await using var model = new TestModel();
        var port = FreePort.Next();
        var web = model.AddService("web").WithAnnotation(new ReplicaAnnotation(2));
        web.Resource.Annotations.OfType<EndpointAnnotation>().Single().Port = port;
        var user = model.AddService("user").WithReference(web.GetEndpoint("http")).WaitFor(web);
        await model.StartAsync();
        var shared = web.GetEndpoint("http").Url;
        Assert.Equal(shared, (await EnvironmentAsync(user.GetEndpoint("http").Url))["WEB_HTTP"]);
        await BothAnswerAsync(shared);

        var first = ReplicaIds.Of(web.Resource)[0];
        Assert.True((await model.CommandAsync(first, KnownResourceCommands.StopCommand)).Success);
        Assert.Equal(1, await AnswersAsync(shared, 4));
        Assert.True((await model.CommandAsync(first, KnownResourceCommands.StartCommand)).Success);
        await BothAnswerAsync(shared);
    }

    [Fact]
    public async Task A_command_to_the_resource_is_for_all_its_replicas()
    {
        await using var model = new TestModel();
        var web = model.AddService("web").WithAnnotation(new ReplicaAnnotation(2));
        await model.StartAsync();
        Assert.True((await model.CommandAsync("web", KnownResourceCommands.StopCommand)).Success);
        Assert.All(ReplicaIds.Of(web.Resource),
            id => Assert.Equal(KnownResourceStates.Exited, model.Snapshot(id).State?.Text));
    }

    [Fact]
    public async Task A_fixed_port_without_a_proxy_cannot_be_shared()
    {
        await using var model = new TestModel("--DcpPublisher:RandomizePorts=false");
        model.Builder.AddExecutable("web", "sh", ".", "-c", "exec sleep 600")
            .WithHttpEndpoint(FreePort.Next(), isProxied: false).WithAnnotation(new ReplicaAnnotation(2));
        Assert.StartsWith(
            "web: its endpoint 'http' has a fixed port and no proxy, so 2 replicas cannot share it.",
            Assert.Single(await model.FailAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_at_least_one() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplicaAnnotation(0));

    // A check that was slow to answer may leave one of them out for a while.
    private static Task BothAnswerAsync(string url) => Eventually.TrueAsync(
        async () => await AnswersAsync(url, 4) == 2, TimeSpan.FromSeconds(60), "both replicas answer");

    private static async Task<int> AnswersAsync(string url, int times)
    {
        var who = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < times; i++)
            who.Add((await EnvironmentAsync(url))["ASPNETCORE_URLS"]);
        return who.Count;
    }

    private static async Task<Dictionary<string, string>> EnvironmentAsync(string url)
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        var json = await client.GetStringAsync(new Uri(new Uri(url), "/environment"));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
    }
}
