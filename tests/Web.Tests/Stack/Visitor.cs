using System.Collections.Concurrent;
using Microsoft.Playwright;
using PawPal.Testing;

namespace PawPal.Web.Tests.Stack;

/// <summary>A person with a browser, and what went wrong in it.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    internal const int PatienceMs = 60_000;

    private readonly IBrowser _browser;
    private readonly bool _ownsBrowser;
    private readonly List<Action> _onLeave = [];

    private Visitor(IBrowser browser, IBrowserContext context, bool ownsBrowser)
    {
        _browser = browser;
        Context = context;
        _ownsBrowser = ownsBrowser;
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; } = null!;

    /// <summary>Errors of the console (breaches of the content security policy too) and uncaught ones.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Addresses that were asked for outside the one door.</summary>
    public ConcurrentQueue<string> Strangers { get; } = new();

    public ILocator Answer => Page.Locator("#answer");

    public ILocator Words => Page.GetByLabel("Tell or ask PawPal");

    public ILocator Microphone => Page.Locator("#microphone");

    public static async Task<Visitor> ArriveAsync(
        IBrowser browser, string address, bool ownsBrowser, Action<BrowserNewContextOptions>? choose)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new() { Width = 360, Height = 740 },
            TimezoneId = "Europe/London",
            Locale = "en-GB",
        };
        choose?.Invoke(options);
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        var visitor = new Visitor(browser, context, ownsBrowser);
        visitor.Page = await visitor.OpenTabAsync();
        return visitor;
    }

    public async Task<IPage> OpenTabAsync()
    {
        var page = await Context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                Complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("http://127.0.0.1", StringComparison.Ordinal))
                Strangers.Enqueue(request.Url);
        };
        return page;
    }

    /// <summary>Clicks into the demo household and waits for its day.</summary>
    public async Task<Visitor> EnterDemoAsync()
    {
        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Try it with a demo household" }).ClickAsync();
        await ReadyAsync(Page);
        return this;
    }

    /// <summary>Waits until the page of the day listens.</summary>
    public static Task ReadyAsync(IPage page) =>
        Assertions.Expect(page.Locator("#microphone")).ToBeEnabledAsync(new() { Timeout = PatienceMs });

    public async Task TypeAsync(string text, IPage? page = null)
    {
        var box = (page ?? Page).GetByLabel("Tell or ask PawPal");
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }

    public ILocatorAssertions Expects(ILocator locator) => Assertions.Expect(locator);

    public static Task UntilAsync(Func<bool> condition, string what) =>
        Eventually.TrueAsync(condition, TimeSpan.FromMilliseconds(PatienceMs), what);

    public void OnLeave(Action act) => _onLeave.Add(act);

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        if (_ownsBrowser)
            await _browser.DisposeAsync();
        _onLeave.ForEach(act => act());
    }
}
