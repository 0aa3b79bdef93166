using Microsoft.Playwright;
using PawPal.Web.Tests.Peer;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Pages;

/// <summary>Each page on a small phone and on a desk, light and dark; pictures stay in artifacts/pictures.</summary>
public sealed class PictureTests(WebStack stack)
{
    private static readonly string Folder =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../pictures"));

    public static TheoryData<string, int, int, ColorScheme> Looks => new()
    {
        { "phone-light", 360, 740, ColorScheme.Light },
        { "phone-dark", 360, 740, ColorScheme.Dark },
        { "desk-light", 1280, 800, ColorScheme.Light },
        { "desk-dark", 1280, 800, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_fits_its_window_and_makes_no_complaint(
        string look, int width, int height, ColorScheme scheme)
    {
        var peer = stack.Reset();
        await using var visitor = await stack.VisitAsync(options =>
        {
            options.ViewportSize = new() { Width = width, Height = height };
            options.ColorScheme = scheme;
            options.ReducedMotion = ReducedMotion.Reduce;
        });
        foreach (var (name, path) in new[] { ("landing", "/"), ("login", "/login"), ("register", "/register") })
        {
            await visitor.Page.GotoAsync(path);
            await LookAsync(visitor, $"{look}-{name}", scheme);
        }

        await visitor.EnterDemoAsync();
        await LookAsync(visitor, $"{look}-today", scheme);
        await visitor.TypeAsync("Fed Max a cup of kibble");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
        await visitor.Expects(visitor.Page.Locator("[data-event].new")).ToHaveCountAsync(1);
        await LookAsync(visitor, $"{look}-answer", scheme);
        await visitor.Page.GotoAsync("/pets/new");
        await LookAsync(visitor, $"{look}-pet", scheme);
        peer.Home = new PeerHousehold("Europe/London", isDemo: false, []);
        await visitor.Page.GotoAsync("/");
        await LookAsync(visitor, $"{look}-first-pet", scheme);

        Assert.Empty(visitor.Complaints);
        Assert.Empty(visitor.Strangers);
    }

    private static async Task LookAsync(Visitor visitor, string name, ColorScheme scheme)
    {
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png") });
        var overhang = await visitor.Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overhang <= 0, $"{name} is {overhang} pixels too wide");
        var ground = await visitor.Page.EvaluateAsync<string>(
            "() => getComputedStyle(document.documentElement).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark ? "rgb(27, 21, 18)" : "rgb(255, 247, 238)", ground);
    }
}
