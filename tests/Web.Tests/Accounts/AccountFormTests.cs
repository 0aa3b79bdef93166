using Microsoft.Playwright;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Accounts;

public sealed class AccountFormTests(WebStack stack)
{
    [Fact]
    public async Task Registering_by_keyboard_alone_leads_to_the_first_pet()
    {
        var peer = stack.Reset();
        await using var visitor = await stack.VisitAsync();
        await visitor.Page.GotoAsync("/register");
        await visitor.Expects(visitor.Page.GetByLabel("Time zone")).ToHaveValueAsync("Europe/London");
        await visitor.Page.GetByLabel("Your name").FocusAsync();
        foreach (var words in new[] { "Alex", "alex@example.org", "correct horse battery", "The Burrow" })
        {
            await visitor.Page.Keyboard.TypeAsync(words);
            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Add a pet" }).ClickAsync();
        await visitor.Page.GetByLabel("Name").FillAsync("Mochi");
        await visitor.Page.GetByLabel("cat").CheckAsync();
        await visitor.Page.GetByLabel("Sounds like").FillAsync("moh chee");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Hear it" }).ClickAsync();
        await Visitor.UntilAsync(() => peer.Spoken.Any(words => words is "moh chee"), "the name is spoken");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add to the household" }).ClickAsync();

        await visitor.Expects(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Mochi" })).ToBeVisibleAsync();
        var registered = Assert.Single(peer.Registered);
        Assert.Equal(
            ("Alex", "The Burrow", "Europe/London"),
            (registered.DisplayName, registered.HouseholdName, registered.TimeZone));
        var pet = Assert.Single(peer.Home.Pets);
        Assert.Equal(("Mochi", "cat", "moh chee"), (pet.Name, pet.Species, pet.SoundsLike));
    }

    [Fact]
    public async Task A_short_password_is_refused_beside_its_field_and_nothing_is_sent()
    {
        var peer = stack.Reset();
        await using var visitor = await stack.VisitAsync();
        await visitor.Page.GotoAsync("/register");
        await visitor.Page.GetByLabel("Your name").FillAsync("Alex");
        await visitor.Page.GetByLabel("E-mail").FillAsync("alex@example.org");
        await visitor.Page.GetByLabel("Name of the household").FillAsync("The Burrow");
        await visitor.Page.GetByLabel("Password").PressSequentiallyAsync("short");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.Expects(visitor.Page.GetByText("At least 12 characters, please.")).ToBeVisibleAsync();
        await visitor.Expects(visitor.Page.GetByLabel("Password")).ToBeFocusedAsync();
        Assert.Empty(peer.Registered);
    }

    [Fact]
    public async Task What_the_server_says_against_a_form_is_shown()
    {
        stack.Reset();
        await using var visitor = await stack.VisitAsync();
        await visitor.Page.GotoAsync("/login");
        await visitor.Page.GetByLabel("E-mail").FillAsync("alex@example.org");
        await visitor.Page.GetByLabel("Password").FillAsync("wrong");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.Expects(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not belong together");
        await visitor.Expects(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" })).ToBeEnabledAsync();
    }

    [Fact]
    public async Task What_the_server_says_against_a_field_stands_beside_it()
    {
        stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();
        await visitor.Page.GotoAsync("/pets/new");
        await visitor.Page.GetByLabel("Name").FillAsync("Max");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add to the household" }).ClickAsync();

        await visitor.Expects(visitor.Page.Locator("#name-wrong")).ToHaveTextAsync("There is a pet of this name.");
    }
}
