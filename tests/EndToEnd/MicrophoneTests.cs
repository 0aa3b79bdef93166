using Microsoft.Playwright;
using PawPal.Testing;
using static Microsoft.Playwright.Assertions;

namespace PawPal.EndToEnd;

/// <summary>A person with a browser: one click into the demo, the microphone held, the new event on the page.</summary>
public sealed class MicrophoneTests(PawPalSystem system)
{
    // A first command on a busy machine builds the household's language model before it is answered.
    static MicrophoneTests() => SetDefaultExpectTimeout(60_000);

    [Fact]
    public async Task Holding_the_microphone_logs_what_the_recording_says_and_undo_takes_it_back()
    {
        var recording = Path.Combine(Path.GetTempPath(), $"pawpal-{Guid.CreateVersion7()}.wav");
        var spoken = await Speaker.FliteAsync("I fed Luna half a tin of salmon");
        await File.WriteAllBytesAsync(recording, spoken, Cancel);
        try
        {
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await LaunchAsync(playwright, recording);
            var page = await OpenDemoAsync(browser);
            var luna = Card(page, "Luna");
            var before = await luna.Locator(".event").CountAsync();

            await Expect(page.Locator("#microphone")).ToBeEnabledAsync();
            await page.Locator("#microphone").HoverAsync();
            await page.Mouse.DownAsync();
            await Expect(page.Locator("#dock")).ToHaveAttributeAsync("data-state", "listening");
            // The recording plays in real time: this is how long a person would hold the button.
            await Task.Delay(Speaker.Duration(spoken) + TimeSpan.FromSeconds(1), Cancel);
            await page.Mouse.UpAsync();

            await Expect(page.Locator("#answer .reply")).ToContainTextAsync("Luna");
            await Expect(luna.Locator(".event")).ToHaveCountAsync(before + 1);
            await Expect(luna).ToContainTextAsync("salmon");

            await page.Locator("#answer [data-act=undo]").ClickAsync();
            await Expect(luna.Locator(".event")).ToHaveCountAsync(before);
        }
        finally
        {
            File.Delete(recording);
        }
    }

    [Fact]
    public async Task A_typed_command_shows_its_event_and_a_clean_console()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var complaints = new List<string>();
        var page = await OpenDemoAsync(browser, p =>
        {
            p.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                    complaints.Add(message.Text);
            };
            p.PageError += (_, error) => complaints.Add(error);
        });

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToBeEnabledAsync();
        await page.Locator("#words").FillAsync("Walked Max for thirty minutes");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#answer .reply")).ToContainTextAsync("Max");
        var max = Card(page, "Max");
        await Expect(max).ToContainTextAsync("30 min");
        Assert.Empty(complaints);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ILocator Card(IPage page, string pet) =>
        page.Locator(".card").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = pet }) });

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright, string? recording = null) =>
        playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                .. recording is null ? (string[])[] : [$"--use-file-for-fake-audio-capture={recording}%noloop"],
            ],
        });

    private async Task<IPage> OpenDemoAsync(IBrowser browser, Action<IPage>? watch = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            Permissions = ["microphone"],
            ViewportSize = new() { Width = 390, Height = 844 },
        });
        var page = await context.NewPageAsync();
        watch?.Invoke(page);
        await page.GotoAsync(system.Address.ToString());
        await page.Locator("#try-demo").ClickAsync();
        await Expect(Card(page, "Mr. Whiskers")).ToBeVisibleAsync();
        return page;
    }
}
