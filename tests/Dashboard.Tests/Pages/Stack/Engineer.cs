using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PawPal.Dashboard.Tests.Pages.Stack;

/// <summary>Somebody on call with a browser, and what went wrong in it.</summary>
internal sealed class Engineer : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Engineer(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                Complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("http://127.0.0.1", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                Strangers.Enqueue(request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of the console (breaches of the content security policy too) and uncaught ones.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Addresses that were asked for elsewhere.</summary>
    public ConcurrentQueue<string> Strangers { get; } = new();

    public ILocator Rows => Page.Locator("main [data-row]");

    public ILocator Details => Page.Locator("aside.details");

    /// <summary>A row that holds all these words.</summary>
    public ILocator Row(params ReadOnlySpan<string> words)
    {
        var row = Rows;
        foreach (var word in words)
            row = row.Filter(new() { HasText = word });
        return row.First;
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadyAsync();
    }

    /// <summary>Waits until the page listens.</summary>
    public Task ReadyAsync() => Assertions.Expect(Page.Locator("h1")).ToBeVisibleAsync();

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    public ILocatorAssertions Expects(ILocator locator) => Assertions.Expect(locator);

    public IPageAssertions ExpectsPage => Assertions.Expect(Page);

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
