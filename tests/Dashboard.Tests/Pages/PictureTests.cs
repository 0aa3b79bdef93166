using Microsoft.Playwright;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

/// <summary>
/// Pictures of all pages: below artifacts/pictures, or where DASHBOARD_PICTURES_IN says. DASHBOARD_PICTURES_OF is the login link
/// of another dashboard to take them of (see scripts/dashboard-pictures.sh).
/// </summary>
[Collection(PageTests.Name)]
public sealed class PictureTests(DashboardStack stack)
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("DASHBOARD_PICTURES_IN")
        ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../pictures"));

    private static readonly string? Other = Environment.GetEnvironmentVariable("DASHBOARD_PICTURES_OF");

    public static TheoryData<string, int, int, ColorScheme> Looks => new()
    {
        { "dashboard", 1280, 800, ColorScheme.Dark },
        { "dashboard-light", 1280, 800, ColorScheme.Light },
        { "dashboard-phone", 390, 844, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_fits_its_window_and_makes_no_complaint(string look, int width, int height, ColorScheme scheme)
    {
        if (Other is null)
            FillWithALife();
        await using var engineer = await stack.VisitAsync(
            options =>
            {
                options.ViewportSize = new() { Width = width, Height = height };
                options.ColorScheme = scheme;
            },
            Other is null ? null : new Uri(Other));
        await engineer.GoAsync("/");
        await engineer.Expects(engineer.Row("backend")).ToBeVisibleAsync();
        await LookAsync(engineer, $"{look}-resources");
        await engineer.GoAsync("/?view=graph");
        await engineer.Expects(engineer.Rows.First).ToBeVisibleAsync();
        await LookAsync(engineer, $"{look}-graph");
        await engineer.GoAsync("/?resource=backend");
        await engineer.Expects(engineer.Details).ToBeVisibleAsync();
        await LookAsync(engineer, $"{look}-resource");
        await engineer.GoAsync("/consolelogs/resource/backend");
        await engineer.Expects(engineer.Rows.First).ToBeVisibleAsync();
        await LookAsync(engineer, $"{look}-console");
        await engineer.GoAsync("/structuredlogs");
        await engineer.Rows.Nth(2).ClickAsync();
        await engineer.Expects(engineer.Details).ToBeVisibleAsync();
        await LookAsync(engineer, $"{look}-logs");
        await TakeTracesAsync(engineer, look);
        await TakeMetricsAsync(engineer, look);
        Assert.Empty(engineer.Complaints);
        Assert.Empty(engineer.Strangers);
    }

    private void FillWithALife()
    {
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 40; i++)
            stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(60 + (i * 61 % 700)), fails: i % 9 == 4, now.AddSeconds(-4 * i));
        stack.Services.Log("backend", Microsoft.Extensions.Logging.LogLevel.Warning, "Reminder for Luna is 00:04:10 late; sending now");
        stack.Services.Flush();
        stack.AppHost.Write("backend-kx1", Enumerable.Range(1, 60).SelectMany(i => new[]
        {
            $"{now.AddSeconds(i - 60):yyyy-MM-ddTHH:mm:ss.fff}Z \u001b[40m\u001b[32minfo\u001b[39m\u001b[22m\u001b[49m: PawPal.Api.Voice.VoiceCommands[2101]",
            $"{now.AddSeconds(i - 60):yyyy-MM-ddTHH:mm:ss.fff}Z       Understood log_feeding of Max with confidence 0.9{i % 10}",
        }));
        stack.AppHost.WriteError("backend-kx1", $"{now:yyyy-MM-ddTHH:mm:ss.fff}Z \u001b[31mfail\u001b[39m: the recogniser did not answer within 15 s");
    }

    private static async Task TakeTracesAsync(Engineer engineer, string look)
    {
        await engineer.GoAsync("/traces");
        await engineer.Expects(engineer.Rows.First).ToBeVisibleAsync();
        await LookAsync(engineer, $"{look}-traces");
        await engineer.Rows.Filter(new() { HasText = "POST" }).First.ClickAsync();
        await engineer.Expects(engineer.Page.Locator(".span-bar").First).ToBeVisibleAsync();
        await LookAsync(engineer, $"{look}-trace");
        await engineer.Rows.Nth(2).ClickAsync();
        await engineer.Expects(engineer.Details).ToBeVisibleAsync();
        await LookAsync(engineer, $"{look}-span");
    }

    private static async Task TakeMetricsAsync(Engineer engineer, string look)
    {
        await engineer.GoAsync("/metrics?instrument=http.server.request.duration&window=1");
        await engineer.Expects(engineer.Page.Locator("polyline").First).ToBeAttachedAsync();
        await LookAsync(engineer, $"{look}-metrics");
    }

    private static async Task LookAsync(Engineer engineer, string name)
    {
        await engineer.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png") });
        var overhang = await engineer.Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overhang <= 0, $"{name} is {overhang} pixels too wide");
    }
}
