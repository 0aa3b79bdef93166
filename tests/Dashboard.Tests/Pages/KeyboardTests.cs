using Microsoft.Playwright;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

[Collection(PageTests.Name)]
public sealed class KeyboardTests(DashboardStack stack)
{
    [Fact]
    public async Task One_key_leads_to_each_page()
    {
        await using var engineer = await stack.VisitAsync();
        foreach (var (key, title) in new[]
        {
            ("c", "Console"), ("s", "Structured logs"), ("t", "Traces"), ("m", "Metrics"), ("r", "Resources"),
        })
        {
            await engineer.PressAsync(key);
            await engineer.Expects(engineer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
                .ToHaveTextAsync(title);
        }

        Assert.Empty(engineer.Complaints);
    }

    [Fact]
    public async Task Pages_left_before_they_are_ready_do_not_fail()
    {
        await using var engineer = await stack.VisitAsync();
        for (var round = 0; round < 10; round++)
        {
            foreach (var key in new[] { "c", "s", "t", "m" })
                await engineer.PressAsync(key);
        }

        await engineer.PressAsync("s");
        await engineer.Expects(engineer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Structured logs");
        Assert.Empty(engineer.Complaints);
    }

    [Fact]
    public async Task Rows_are_walked_opened_and_closed_without_a_mouse()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.Expects(engineer.Row("postgres")).ToBeVisibleAsync();
        await engineer.PressAsync("j");
        await engineer.PressAsync("j");
        await engineer.PressAsync("Enter");
        await engineer.Expects(engineer.Details.GetByRole(AriaRole.Heading, new() { Level = 2 }))
            .ToHaveTextAsync("backend-kx1");
        await engineer.PressAsync("ArrowDown");
        await engineer.Expects(engineer.Details.GetByRole(AriaRole.Heading, new() { Level = 2 }))
            .ToHaveTextAsync("backend-kx2");
        await engineer.PressAsync("Escape");
        await engineer.Expects(engineer.Details).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Letters_typed_into_a_field_are_no_commands()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.Expects(engineer.Row("postgres")).ToBeVisibleAsync();
        await engineer.PressAsync("/");
        await engineer.Expects(engineer.Page.GetByLabel("Filter resources")).ToBeFocusedAsync();
        await engineer.Page.Keyboard.TypeAsync("redis");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(1);
        await engineer.Expects(engineer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Resources");
        await engineer.AddressHoldsAsync("q=redis");
    }

    [Fact]
    public async Task The_list_of_keys_opens_and_closes()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.PressAsync("?");
        var help = engineer.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await engineer.Expects(help).ToContainTextAsync("Pause and resume");
        await engineer.PressAsync("Escape");
        await engineer.Expects(help).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_theme_changes_by_key_and_is_remembered()
    {
        await using var engineer = await stack.VisitAsync(options => options.ColorScheme = ColorScheme.Light);
        await engineer.Expects(engineer.Button("Theme: system. Change it")).ToBeVisibleAsync();
        await engineer.PressAsync("d");
        await engineer.Expects(engineer.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await engineer.Expects(engineer.Page.Locator("html")).ToHaveCSSAsync("background-color", "rgb(22, 20, 18)");
        await engineer.Page.ReloadAsync();
        await engineer.Expects(engineer.Button("Theme: dark. Change it")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Page.Locator("html")).ToHaveCSSAsync("background-color", "rgb(22, 20, 18)");
    }
}
