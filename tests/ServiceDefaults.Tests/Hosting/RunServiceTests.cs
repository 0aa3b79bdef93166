using Microsoft.Extensions.Hosting;

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
}
