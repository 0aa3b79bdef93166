using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PawPal.Testing;

namespace PawPal.ServiceDefaults.Tests.Hosting;

public sealed class RunServiceTests
{
    [Fact]
    public async Task A_missing_setting_ends_the_service_before_anything_is_mapped_or_logged()
    {
        var (builder, logs) = TestService.Builder([]);
        builder.AddNpgsqlDataSource("pawpal");
        await using var app = builder.Build();
        var isMapped = false;
        Assert.Equal(1, await app.RunServiceAsync(() => isMapped = true));
        Assert.False(isMapped);
        Assert.DoesNotContain(logs.All, line => line.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_orderly_stop_ends_the_service_well()
    {
        var (builder, _) = TestService.Builder([]);
        await using var app = builder.Build();
        var run = app.RunServiceAsync(() => app.MapDefaultEndpoints());
        app.Lifetime.StopApplication();
        Assert.Equal(0, await run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_request_under_way_is_answered_after_the_order_to_stop()
    {
        var ct = TestContext.Current.CancellationToken;
        var isReached = new TaskCompletionSource();
        var mayAnswer = new TaskCompletionSource();
        var (builder, _) = TestService.Builder([]);
        await using var app = builder.Build();
        app.MapGet("/slow", async () =>
        {
            isReached.SetResult();
            await mayAnswer.Task;
            return "fed";
        }).DisableHttpMetrics();
        var run = app.RunServiceAsync();
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = await AddressAsync(app) };
        var answer = client.GetStringAsync("/slow", ct);
        await isReached.Task.WaitAsync(ct);
        app.Lifetime.StopApplication();
        Assert.False(run.IsCompleted);
        mayAnswer.SetResult();
        Assert.Equal("fed", await answer);
        Assert.Equal(0, await run.WaitAsync(TimeSpan.FromSeconds(30), ct));
    }

    [Fact]
    public async Task Draining_ends_before_kubernetes_loses_its_patience()
    {
        var (builder, _) = TestService.Builder([]);
        await using var app = builder.Build();
        var limit = app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        // terminationGracePeriodSeconds without the sleep of preStop.
        Assert.InRange(limit, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60 - 15 - 1));
    }

    private static async Task<Uri> AddressAsync(WebApplication app)
    {
        await Eventually.TrueAsync(
            () => app.Lifetime.ApplicationStarted.IsCancellationRequested, TimeSpan.FromSeconds(30),
            "the service starts");
        return new Uri(app.Urls.First());
    }
}
