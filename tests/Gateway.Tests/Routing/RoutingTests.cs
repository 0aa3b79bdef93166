using System.Net;
using System.Net.WebSockets;
using System.Text;
using PawPal.Testing;

namespace PawPal.Gateway.Tests.Routing;

public sealed class RoutingTests(SharedHouse shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paths_of_programs_go_to_the_backend_and_pages_to_the_frontend()
    {
        var house = shared.House;
        await AssertServedAsync("/api/v1/pets", "backend0");
        await AssertServedAsync("/openapi/v1.json", "backend0");
        await AssertServedAsync("/docs", "backend0");
        await AssertServedAsync("/docs/", "backend0");
        await AssertServedAsync("/", "frontend");
        await AssertServedAsync("/apiary", "frontend");

        async Task AssertServedAsync(string path, string service) => Assert.StartsWith(
            $"{service} {path}\n", await house.Client.GetStringAsync(path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_lasts_is_not_counted_as_a_slow_request()
    {
        var port = FreePort.Next().ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var house = await House.StartAsync(1, ("METRICS_PORT", port));
        await house.Client.GetStringAsync("/api/v1/live", Cancel);
        await house.Client.GetStringAsync("/api/v1/pets", Cancel);
        var metrics = "";
        await Eventually.TrueAsync(
            async () =>
            {
                metrics = await house.Client.GetStringAsync($"http://127.0.0.1:{port}/metrics", Cancel);
                return metrics.Contains("http_route=\"/api/{**rest}\"", StringComparison.Ordinal);
            },
            Patience,
            "requests are counted");
        Assert.DoesNotContain(metrics.Split('\n'), line =>
            line.StartsWith("http_server_request_duration", StringComparison.Ordinal)
            && line.Contains("/api/v1/live", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_replicas_get_requests()
    {
        await using var house = await House.StartAsync(backends: 3);
        for (var call = 0; call < 60; call++)
            await house.Client.GetStringAsync("/api/v1/pets", Cancel);
        Assert.All(house.Backends, replica => Assert.NotEmpty(replica.Requests));
    }

    [Fact]
    public async Task When_a_replica_dies_readers_notice_nothing()
    {
        await using var house = await House.StartAsync(backends: 2);
        var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => ReadUntilAsync(house.Client, stop.Token)).ToList();
        await Eventually.TrueAsync(
            () => house.Backends.All(replica => replica.Requests.Count > 50), Patience, "both replicas answer");
        await house.Backends[0].KillAsync();
        var before = house.Backends[1].Requests.Count;
        await Eventually.TrueAsync(
            () => house.Backends[1].Requests.Count > before + 500, Patience, "the other one answers");
        await stop.CancelAsync();
        var statuses = (await Task.WhenAll(readers)).SelectMany(list => list).ToList();
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task A_writing_request_is_never_sent_twice()
    {
        await using var house = await House.StartAsync(backends: 2);
        for (var call = 0; call < 10; call++)
        {
            using var answer = await house.Client.PostAsync("/api/v1/break", new StringContent("{}"), Cancel);
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        }

        Assert.Equal(10, house.Backends.Sum(replica => replica.Requests.Count));
    }

    [Fact]
    public async Task A_reading_request_is_asked_of_each_replica_at_most_once()
    {
        await using var house = await House.StartAsync(backends: 2);
        using var answer = await house.Client.GetAsync("/api/v1/break", Cancel);
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.All(house.Backends, replica => Assert.Single(replica.Requests));
    }

    [Fact]
    public async Task A_replica_that_comes_back_gets_requests_again()
    {
        await using var house = await House.StartAsync(backends: 2);
        var dead = house.Backends[0];
        await dead.KillAsync();
        for (var call = 0; call < 4; call++)
            await house.Client.GetStringAsync("/api/v1/pets", Cancel);
        await using var back = await Replica.StartAsync("back", dead.Address);
        await Eventually.TrueAsync(
            async () =>
            {
                await house.Client.GetStringAsync("/api/v1/pets", Cancel);
                return !back.Requests.IsEmpty;
            },
            Patience,
            "it is asked");
    }

    [Fact]
    public async Task An_answer_is_passed_on_while_it_is_made()
    {
        var house = shared.House;
        using var answer = await house.Client.GetAsync(
            "/api/v1/stream", HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        var buffer = new byte[5];
        await body.ReadExactlyAsync(buffer, Cancel);
        Assert.Equal("first", Encoding.UTF8.GetString(buffer));
    }

    [Fact]
    public async Task Web_sockets_pass()
    {
        var house = shared.House;
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(house.Client.BaseAddress!) { Scheme = "ws", Path = "/socket" };
        await socket.ConnectAsync(address.Uri, Cancel);
        await socket.SendAsync(Encoding.UTF8.GetBytes("woof"), WebSocketMessageType.Text, endOfMessage: true, Cancel);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, Cancel);
        Assert.Equal("heard woof", Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    private static async Task<List<HttpStatusCode>> ReadUntilAsync(HttpClient client, CancellationToken stop)
    {
        var statuses = new List<HttpStatusCode>();
        while (!stop.IsCancellationRequested)
        {
            using var answer = await client.GetAsync("/api/v1/pets", CancellationToken.None);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }
}
