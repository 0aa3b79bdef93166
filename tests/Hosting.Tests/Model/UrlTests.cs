using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Tests.Model;

public sealed class UrlTests : IAsyncDisposable
{
    private readonly TestModel _model = new();

    [Fact]
    public async Task A_run_shows_the_addresses_the_model_asks_for()
    {
        var web = _model.Builder.AddExecutable("web", "sh", ".", "-c", "sleep 600")
            .WithHttpEndpoint(env: "PORT").WithHttpEndpoint(name: "admin", env: "ADMIN").WithExternalHttpEndpoints()
            .WithUrlForEndpoint("http", url => (url.DisplayText, url.DisplayOrder) = ("PawPal", 10))
            .WithUrlForEndpoint("admin", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithUrlForEndpoint("http", at => new ResourceUrlAnnotation { Url = "/docs", DisplayText = "API" })
            .WithUrl("https://example.com/help", "Help")
            .WithIconName("Globe");
        web.WithUrl($"{web.GetEndpoint("http")}/made");
        await _model.StartAsync();

        Assert.True(_model.Application.ResourceNotifications.TryGetCurrentState("web", out var known));
        var root = web.GetEndpoint("http").Url;
        Assert.Equal(
            [
                ("PawPal", root, false), ("API", $"{root}/docs", false), ("Help", "https://example.com/help", false),
                ("", $"{root}/made", false), ("", web.GetEndpoint("admin").Url, true),
            ],
            known.Snapshot.Urls.Select(url => (url.DisplayProperties.DisplayName, url.Url, url.IsInternal)));
        Assert.Equal(("Globe", IconVariant.Filled), (known.Snapshot.IconName, known.Snapshot.IconVariant));
    }

    [Fact]
    public async Task An_external_service_that_is_away_hinders_nobody_but_those_who_wait_for_it()
    {
        var away = _model.Builder.AddExternalService("away", "http://127.0.0.1:9/").WithHttpHealthCheck("/");
        var bad = _model.Builder.AddExternalService(
            "bad", _model.Builder.AddParameter("bad-url", "no address"));
        _model.Builder.AddExecutable("web", "sh", ".", "-c", "sleep 600").WithEnvironment("AWAY", away);
        await _model.StartAsync();
        var states = _model.Application.ResourceNotifications;
        await states.WaitForResourceAsync("bad", KnownResourceStates.FailedToStart, _model.Limit);
        var known = await states.WaitForResourceAsync(
            "away", e => e.Snapshot.HealthReports.Any(report => report.Status is not null), _model.Limit);
        Assert.Equal(KnownResourceStates.Running, known.Snapshot.State?.Text);
        Assert.Contains("bad-url", string.Join('\n', _model.Console.Failures), StringComparison.Ordinal);
        Assert.Equal("bad", bad.Resource.Name);
    }

    public ValueTask DisposeAsync() => _model.DisposeAsync();
}
