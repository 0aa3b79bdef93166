using System.Globalization;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

[Collection(PageTests.Name)]
public sealed class ConsolePageTests(DashboardStack stack)
{
    [Fact]
    public async Task Lines_come_as_they_are_written_with_their_colours_and_never_as_markup()
    {
        var name = NewResource();
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/consolelogs/resource/{name}");
        await engineer.Expects(engineer.Page.GetByText("Nothing written")).ToBeVisibleAsync();
        stack.AppHost.Write(name, "\u001b[31mred\u001b[0m and <script>alert(1)</script>\u001b]0;title\u0007", "2026-11-23T21:00:00.123Z plain");
        stack.AppHost.WriteError(name, "something broke");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(3);
        await engineer.Expects(engineer.Page.Locator(".ansi-1")).ToHaveTextAsync("red");
        await engineer.Expects(engineer.Row("red").Locator(".line-text")).ToHaveTextAsync("red and <script>alert(1)</script>");
        await engineer.Expects(engineer.Row("plain").Locator(".line-time")).ToHaveTextAsync("21:00:00.123");
        await engineer.Expects(engineer.Page.Locator(".stderr")).ToContainTextAsync("Error output: something broke");
    }

    [Fact]
    public async Task Twelve_thousand_lines_are_followed_with_a_screenful_rendered_and_the_loss_is_told()
    {
        var name = NewResource();
        stack.AppHost.Write(name, Enumerable.Range(1, 12_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i} of many")));
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/consolelogs/resource/{name}");
        await engineer.Expects(engineer.Row("line 12000 of many")).ToBeInViewportAsync();
        await engineer.Expects(engineer.Page.Locator(".notice")).ToContainTextAsync("2,000 older lines");
        Assert.InRange(await engineer.Rows.CountAsync(), 10, 200);

        // Somebody who reads further up is left alone by what comes.
        await engineer.Page.Locator(".virtual").HoverAsync();
        await engineer.Page.Mouse.WheelAsync(0, -4_000);
        await engineer.Expects(engineer.Button("Follow")).ToHaveAttributeAsync("aria-pressed", "false");
        stack.AppHost.Write(name, "the newest line");
        await engineer.Expects(engineer.Row("line 11820 of many")).ToBeVisibleAsync();
        await engineer.PressAsync("f");
        await engineer.Expects(engineer.Row("the newest line")).ToBeInViewportAsync();
        await engineer.Expects(engineer.Button("Follow")).ToHaveAttributeAsync("aria-pressed", "true");
        stack.AppHost.Write(name, "one more");
        await engineer.Expects(engineer.Row("one more")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_search_marks_counts_and_walks_through_its_hits()
    {
        var name = NewResource();
        stack.AppHost.Write(name, Enumerable.Range(1, 900).Select(i => i % 300 == 0 ? $"the Needle {i}" : $"hay {i}"));
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/consolelogs/resource/{name}?q=needle");
        var count = engineer.Page.Locator(".field .count");
        await engineer.Expects(count).ToHaveTextAsync("3");
        await engineer.PressAsync("n");
        await engineer.Expects(count).ToHaveTextAsync("1/3");
        await engineer.Expects(engineer.Row("Needle 300")).ToBeInViewportAsync();
        await engineer.PressAsync("N");
        await engineer.Expects(count).ToHaveTextAsync("3/3");
        await engineer.Expects(engineer.Row("Needle 900").Locator("mark")).ToHaveTextAsync("Needle");
        await engineer.Expects(engineer.Details.Locator("pre")).ToHaveTextAsync("the Needle 900");
    }

    [Fact]
    public async Task Lines_can_be_saved_and_the_window_emptied()
    {
        var name = NewResource();
        stack.AppHost.Write(name, "\u001b[32mfirst\u001b[0m", "second");
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/consolelogs/resource/{name}");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(2);
        var download = await engineer.Page.RunAndWaitForDownloadAsync(() => engineer.Button("Download").ClickAsync());
        Assert.Equal($"{name}.log", download.SuggestedFilename);
        Assert.Equal("first\nsecond\n", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));

        await engineer.Button("Clear").ClickAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(0);
        stack.AppHost.Write(name, "third");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_paused_window_stands_still_and_loses_nothing()
    {
        var name = NewResource();
        stack.AppHost.Write(name, "before");
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/consolelogs/resource/{name}");
        await engineer.Expects(engineer.Row("before")).ToBeVisibleAsync();
        await engineer.PressAsync("p");
        await engineer.Expects(engineer.Page.Locator(".notice")).ToContainTextAsync("Paused at");
        // A second window shows when the dashboard itself has the line.
        await using var other = await stack.VisitAsync();
        await other.GoAsync($"/consolelogs/resource/{name}");
        stack.AppHost.Write(name, "meanwhile");
        await other.Expects(other.Row("meanwhile")).ToBeVisibleAsync();
        await engineer.Row("before").ClickAsync();
        await engineer.Expects(engineer.Details).ToBeVisibleAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(1);
        await engineer.PressAsync("p");
        await engineer.Expects(engineer.Row("meanwhile")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task All_consoles_stand_together_with_the_names_of_their_resources()
    {
        var (one, other) = (NewResource(), NewResource());
        stack.AppHost.Write(one, "2026-11-23T23:59:00.000Z woof");
        stack.AppHost.Write(other, "2026-11-23T23:59:01.000Z miaow");
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync("/consolelogs?q=miaow");
        await engineer.Expects(engineer.Page.Locator(".field .count")).ToHaveTextAsync("1");
        await engineer.PressAsync("n");
        await engineer.Expects(engineer.Row("miaow").Locator(".line-resource")).ToHaveTextAsync(other);
        await engineer.Page.GetByLabel("Resource", new() { Exact = true }).SelectOptionAsync(one);
        await engineer.AddressHoldsAsync($"/consolelogs/resource/{one}");
        await engineer.Expects(engineer.Row("woof")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("miaow")).Not.ToBeVisibleAsync();
    }

    private string NewResource()
    {
        var name = $"dog-{Guid.NewGuid():N}"[..12];
        stack.AppHost.Upsert(SampleModel.Make(name, "Executable", "Running", "bin/dog"));
        return name;
    }
}
