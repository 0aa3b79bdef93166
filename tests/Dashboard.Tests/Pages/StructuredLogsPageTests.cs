using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

[Collection(PageTests.Name)]
public sealed class StructuredLogsPageTests(DashboardStack stack)
{
    [Fact]
    public async Task Entries_are_narrowed_by_resource_severity_and_text_and_the_address_keeps_it()
    {
        var (name, service) = NewService();
        service.Log(null, LogLevel.Information, "Fed {Pet} {Grams} g", "Max", 80);
        service.Log(null, LogLevel.Warning, "Bowl of {Pet} is nearly empty", "Luna");
        service.Log(null, LogLevel.Error, "Bowl of {Pet} fell over", "Max");
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/structuredlogs/resource/{name}");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(3);
        await engineer.Page.GetByLabel("Minimum severity").SelectOptionAsync("Warning");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(2);
        await engineer.Page.GetByLabel("Search logs").FillAsync("fell");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(1);
        await engineer.AddressHoldsAsync("level=Warning", "q=fell");

        await engineer.Page.ReloadAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(1);
        await engineer.Expects(engineer.Row("Bowl of Max fell over", "Error")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Page.GetByLabel("Minimum severity")).ToHaveValueAsync("Warning");
        await engineer.Expects(engineer.Page.GetByLabel("Search logs")).ToHaveValueAsync("fell");
    }

    [Fact]
    public async Task An_attribute_becomes_a_filter_by_a_press_and_goes_by_another()
    {
        var (name, service) = NewService();
        service.Log(null, LogLevel.Information, "Fed {Pet}", "Max");
        service.Log(null, LogLevel.Information, "Fed {Pet}", "Luna");
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/structuredlogs/resource/{name}");
        await engineer.Row("Fed Luna").ClickAsync();
        await engineer.Expects(engineer.Details.Locator("pre").First).ToHaveTextAsync("Fed Luna");
        await engineer.Details.GetByText("Pet", new() { Exact = true }).HoverAsync();
        await engineer.Button("Filter by Pet").ClickAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(1);
        await engineer.Expects(engineer.Page.Locator(".chip")).ToContainTextAsync("Pet = Luna");
        await engineer.Button("Remove filter Pet = Luna").ClickAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_filter_can_be_made_by_hand()
    {
        var (name, service) = NewService();
        service.Log(null, LogLevel.Information, "Walked {Minutes} min", 12);
        service.Log(null, LogLevel.Information, "Walked {Minutes} min", 45);
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/structuredlogs/resource/{name}");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(2);
        await engineer.Page.Locator("summary[aria-label='Add filter']").ClickAsync();
        await engineer.Page.GetByLabel("Field").FillAsync("Minutes");
        await engineer.Page.GetByLabel("Condition").SelectOptionAsync("GreaterThan");
        await engineer.Page.GetByLabel("Value", new() { Exact = true }).FillAsync("30");
        await engineer.Button("Add").ClickAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(1);
        await engineer.Expects(engineer.Row("Walked 45 min")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_entry_shows_its_exception_and_leads_to_its_trace()
    {
        var trace = stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(90), fails: true);
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/structuredlogs?traceId={trace}&level=Error");
        await engineer.Row("Feeding of Max could not be written", "exception").ClickAsync();
        await engineer.Expects(engineer.Details.GetByLabel("Exception", new() { Exact = true })).ToContainTextAsync("22P02: invalid input syntax");
        await engineer.Details.GetByRole(AriaRole.Link, new() { Name = "Trace", Exact = true }).ClickAsync();
        await engineer.AddressHoldsAsync($"/traces/detail/{trace}?span=");
        await engineer.Expects(engineer.Details.GetByRole(AriaRole.Heading, new() { Name = "POST /api/v1/voice/commands" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task New_entries_come_by_themselves_and_clearing_takes_those_of_the_resource_only()
    {
        var (name, service) = NewService();
        var (otherName, other) = NewService();
        other.Log(null, LogLevel.Information, "I stay");
        service.Log(null, LogLevel.Information, "number one");
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/structuredlogs/resource/{name}");
        await engineer.Expects(engineer.Row("number one")).ToBeVisibleAsync();
        service.Log(null, LogLevel.Information, "number two");
        await engineer.Expects(engineer.Rows.First).ToContainTextAsync("number two");

        await engineer.Page.Locator("summary[aria-label='Clear logs']").ClickAsync();
        await engineer.Button($"Clear logs of {name}").ClickAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(0);
        await engineer.GoAsync($"/structuredlogs/resource/{otherName}");
        await engineer.Expects(engineer.Row("I stay")).ToBeVisibleAsync();
    }

    private (string Name, SampleService Service) NewService()
    {
        var name = $"cat-{Guid.NewGuid():N}"[..12];
        return (name, stack.Services.Add(name));
    }
}
