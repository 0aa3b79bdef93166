using Microsoft.Playwright;

namespace PawPal.Dashboard.Tests.Pages.Stack;

[CollectionDefinition(Name)]
public sealed class PageTests : ICollectionFixture<DashboardStack>
{
    public const string Name = "pages of the dashboard";
}

/// <summary>The dashboard's process, an AppHost to tell it of resources, services that send to it, and a browser.</summary>
public sealed class DashboardStack : IAsyncLifetime
{
    private const int PatienceMs = 60_000;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    internal AppHostPeer AppHost { get; private set; } = null!;

    internal DashboardProcess Dashboard { get; private set; } = null!;

    internal SampleServices Services { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        AppHost = await AppHostPeer.StartAsync(SampleModel.Resources());
        Dashboard = await DashboardProcess.StartAsync(AppHost.Address);
        Services = new SampleServices(Dashboard.Otlp, DashboardProcess.OtlpKey);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        Services.Dispose();
        await Dashboard.DisposeAsync();
        await AppHost.DisposeAsync();
    }

    /// <summary>An engineer who has logged in, in a window of 1280 by 800 unless told.</summary>
    internal async Task<Engineer> VisitAsync(Action<BrowserNewContextOptions>? choose = null, Uri? login = null)
    {
        login ??= Dashboard.Login;
        var options = new BrowserNewContextOptions
        {
            BaseURL = login.GetLeftPart(UriPartial.Authority),
            ViewportSize = new() { Width = 1280, Height = 800 },
            ColorScheme = ColorScheme.Dark,
            TimezoneId = "Europe/London",
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        };
        choose?.Invoke(options);
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        var engineer = new Engineer(context, await context.NewPageAsync());
        await engineer.Page.GotoAsync(login.ToString());
        await engineer.ReadyAsync();
        return engineer;
    }
}
