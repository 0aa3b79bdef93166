using Microsoft.Playwright;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

[Collection(PageTests.Name)]
public sealed class MetricsPageTests(DashboardStack stack)
{
    [Fact]
    public async Task A_histogram_shows_percentiles_with_points_that_lead_to_their_traces()
    {
        stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(230));
        stack.Services.Flush();
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync("/metrics/resource/gateway");
        await engineer.Button("http.server.request.duration").ClickAsync();
        await engineer.Expects(engineer.Page.Locator("polyline[data-label=p99]").First).ToBeAttachedAsync();
        await engineer.Expects(engineer.Page.GetByText("How long requests took.")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Page.GetByText("Histogram, seconds")).ToBeVisibleAsync();
        await engineer.AddressHoldsAsync("of=gateway-gateway-1", "instrument=http.server.request.duration");
        var exemplar = engineer.Page.Locator(".chart a.exemplar").First;
        await engineer.Expects(exemplar).ToBeAttachedAsync();
        await engineer.GoAsync((await exemplar.GetAttributeAsync("href"))!);
        await engineer.Expects(engineer.Page.GetByLabel("Services in this trace")).ToContainTextAsync("gateway");
    }

    [Fact]
    public async Task A_counter_is_read_per_tag_as_chart_and_as_table()
    {
        stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(120));
        stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(120), fails: true);
        stack.Services.Flush();
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync("/metrics/resource/backend?instrument=pawpal.feeding.logged&show=Value&window=1");
        await engineer.Expects(engineer.Page.Locator(".chart-legend")).ToContainTextAsync("pawpal.outcome=logged");
        await engineer.Expects(engineer.Page.Locator(".chart-legend")).ToContainTextAsync("pawpal.outcome=failed");

        await engineer.Page.Locator(".tag-filters summary").ClickAsync();
        await engineer.Page.GetByLabel("failed", new() { Exact = true }).UncheckAsync();
        await engineer.Expects(engineer.Page.Locator(".chart-legend")).Not.ToContainTextAsync("pawpal.outcome=failed");
        await engineer.AddressHoldsAsync("tag=pawpal.outcome%3Alogged");

        await engineer.Page.Locator("h1").ClickAsync();
        await engineer.PressAsync("v");
        await engineer.Expects(engineer.Page.GetByLabel("Values", new() { Exact = true }).Locator("tbody tr").First).ToContainTextAsync("feeding");
        await engineer.AddressHoldsAsync("view=table");
    }

    [Fact]
    public async Task Instruments_are_found_by_name_and_walked_through_by_key()
    {
        stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(120));
        stack.Services.Flush();
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync("/metrics/resource/backend");
        await engineer.Expects(engineer.Page.GetByText("Choose an instrument")).ToBeVisibleAsync();
        await engineer.Page.GetByLabel("Find instruments").FillAsync("memory");
        await engineer.Expects(engineer.Page.GetByLabel("Instruments", new() { Exact = true }).GetByRole(AriaRole.Button)).ToHaveCountAsync(1);
        await engineer.PressAsync("Escape");
        await engineer.PressAsync("j");
        await engineer.PressAsync("Enter");
        await engineer.Expects(engineer.Page.GetByRole(AriaRole.Heading, new() { Name = "process.memory.usage" })).ToBeVisibleAsync();
        await engineer.Expects(engineer.Page.Locator(".chart-legend")).ToContainTextAsync("MiB");
    }
}
