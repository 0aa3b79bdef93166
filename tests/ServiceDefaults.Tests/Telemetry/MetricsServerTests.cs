using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Telemetry;
using PawPal.Testing;

namespace PawPal.ServiceDefaults.Tests.Telemetry;

public sealed class MetricsServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_on_their_own_port_and_nothing_else_is()
    {
        var port = FreePort.Next();
        await using var service = await TestService.StartAsync(
            TestService.With("METRICS_PORT", Ports.Text(port)), map: app => app.MapGet("/pets", () => "Bella"));
        Assert.Equal("Bella", await service.Client.GetStringAsync("/pets", Cancel));

        using var scraper = Client($"http://127.0.0.1:{Ports.Text(port)}");
        var metrics = await scraper.GetStringAsync("/metrics", Cancel);
        Assert.Contains("http_server_request_duration_seconds", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_cpu_time_seconds_total", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes", metrics, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(scraper, "/pets"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(scraper, "/api/v1/health/live"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(service.Client, "/metrics"));
    }

    // Meters are shared by a process: what a service of another test did a moment ago may be counted here too.
    [Fact(DisableParallelization = true)]
    public async Task Scrapes_and_health_checks_are_not_counted_as_requests()
    {
        const string Count = "http_server_request_duration_seconds_count";
        var port = FreePort.Next();
        await using var service = await TestService.StartAsync(TestService.With("METRICS_PORT", Ports.Text(port)));
        using var scraper = Client($"http://127.0.0.1:{Ports.Text(port)}");
        await service.Client.GetStringAsync("/api/v1/health/ready", Cancel);
        var before = await LinesAsync();
        await service.Client.GetStringAsync("/api/v1/health/live", Cancel);
        Assert.Equal(before, await LinesAsync());
        Assert.DoesNotContain(before, line => line.Contains("/api/v1/health", StringComparison.Ordinal));

        async Task<string[]> LinesAsync()
        {
            await scraper.GetStringAsync("/metrics", Cancel);
            var metrics = await scraper.GetStringAsync("/metrics", Cancel);
            return [.. metrics.Split('\n').Where(line => line.StartsWith(Count, StringComparison.Ordinal))];
        }
    }

    [Fact]
    public async Task A_taken_port_stops_the_start_with_a_line_that_names_the_variable()
    {
        var port = FreePort.Next();
        await using var first = await TestService.StartAsync(TestService.With("METRICS_PORT", Ports.Text(port)));
        var problem = await Assert.ThrowsAsync<ServiceConfigurationException>(
            () => TestService.StartAsync(TestService.With("METRICS_PORT", Ports.Text(port))));
        Assert.Equal(
            $"METRICS_PORT: port {Ports.Text(port)} is taken; set it to a free port, or to 0 for no metrics.",
            problem.Message);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("65536")]
    public async Task A_wrong_port_stops_the_start(string port)
    {
        var problem = await Assert.ThrowsAsync<ServiceConfigurationException>(
            () => TestService.StartAsync(TestService.With("METRICS_PORT", port)));
        Assert.StartsWith("METRICS_PORT ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_without_a_web_server_serves_its_metrics_too()
    {
        var port = FreePort.Next();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["METRICS_PORT"] = Ports.Text(port);
        builder.AddServiceDefaults();
        using var worker = builder.Build();
        await worker.StartAsync(Cancel);
        using var scraper = Client($"http://127.0.0.1:{Ports.Text(port)}");
        Assert.Contains("dotnet_", await scraper.GetStringAsync("/metrics", Cancel), StringComparison.Ordinal);
        await worker.StopAsync(Cancel);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8000", "127.0.0.1")]
    [InlineData("http://localhost:8000", "127.0.0.1")]
    [InlineData("http://[::1]:8000", "::1")]
    [InlineData("http://10.1.2.3:8000/base", "10.1.2.3")]
    [InlineData("http://127.0.0.1:8000;https://127.0.0.1:8443", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    [InlineData("http://[::]:8000", "any")]
    [InlineData("http://0.0.0.0:8000", "any")]
    [InlineData("http://*:8000", "any")]
    [InlineData("http://+:8000", "any")]
    [InlineData("http://127.0.0.1:8000;http://*:8001", "any")]
    public void Metrics_listen_as_far_as_the_service(string addresses, string expected)
    {
        var address = MetricsAddress.Of(
            addresses.Split(';', StringSplitOptions.RemoveEmptyEntries), new ConfigurationBuilder().Build());
        Assert.Equal(expected, address.IsAny ? "any" : string.Join(';', address.Local));
    }

    [Theory]
    [InlineData("HTTP_PORTS", "8000", true)]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8000", true)]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:8000", false)]
    [InlineData("ASPNETCORE_URLS", "http://+:8000", true)]
    public void A_worker_follows_the_variables_of_a_web_server(string variable, string value, bool isAny)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(TestService.With(variable, value)).Build();
        Assert.Equal(isAny, MetricsAddress.Of([], configuration).IsAny);
    }

    private static HttpClient Client(string address) =>
        new(new SocketsHttpHandler()) { BaseAddress = new Uri(address) };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancel);
        return answer.StatusCode;
    }
}
