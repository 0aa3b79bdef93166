using Microsoft.Playwright;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

[Collection(PageTests.Name)]
public sealed class ConnectionTests(DashboardStack stack)
{
    [Fact]
    public async Task Without_an_AppHost_the_page_says_so_and_what_to_do()
    {
        await using var dashboard = await DashboardProcess.StartAsync(appHost: null);
        await using var engineer = await stack.VisitAsync(login: dashboard.Login);
        await engineer.Expects(engineer.Page.GetByRole(AriaRole.Heading, new() { Name = "Telemetry only" })).ToBeVisibleAsync();
        await engineer.Expects(engineer.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL");
        foreach (var (path, words) in new[] { ("/structuredlogs", "No logs yet"), ("/traces", "No traces yet"), ("/metrics", "No metrics yet") })
        {
            await engineer.GoAsync(path);
            await engineer.Expects(engineer.Page.GetByRole(AriaRole.Heading, new() { Name = words })).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task An_AppHost_that_goes_away_is_said_to_be_gone_and_comes_back_by_itself()
    {
        var appHost = await AppHostPeer.StartAsync([SampleModel.Make("bowl", "Executable", "Running", "bin/bowl")]);
        await using var dashboard = await DashboardProcess.StartAsync(appHost.Address);
        await using var engineer = await stack.VisitAsync(login: dashboard.Login);
        await engineer.Expects(engineer.Row("bowl", "Running")).ToBeVisibleAsync();

        await appHost.DisposeAsync();
        await engineer.Expects(engineer.Page.Locator(".notice")).ToContainTextAsync("Disconnected from the AppHost");
        await engineer.Expects(engineer.Row("bowl", "Running")).ToBeVisibleAsync();

        await using var again = await AppHostPeer.StartAsync(
            [SampleModel.Make("bowl", "Executable", "Starting", "bin/bowl")], appHost.Address);
        await engineer.Expects(engineer.Row("bowl", "Starting")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Page.Locator(".notice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_dashboard_that_does_not_answer_is_said_on_the_page()
    {
        var dashboard = await DashboardProcess.StartAsync(appHost: null);
        await using var engineer = await stack.VisitAsync(login: dashboard.Login);
        await engineer.Expects(engineer.Page.Locator("main .empty")).ToBeVisibleAsync();
        await dashboard.DisposeAsync();
        await engineer.Expects(engineer.Page.GetByText("The dashboard does not answer.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Entries_that_made_room_are_told_of()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null, ("Dashboard__TelemetryLimits__MaxLogCount", "50"));
        using var service = new SampleService("flood", dashboard.Otlp, DashboardProcess.OtlpKey);
        for (var i = 0; i < 80; i++)
            service.Log(null, Microsoft.Extensions.Logging.LogLevel.Information, "drop {Number}", i);
        await using var engineer = await stack.VisitAsync(login: dashboard.Login);
        await engineer.GoAsync("/structuredlogs");
        await engineer.Expects(engineer.Page.Locator(".notice")).ToContainTextAsync("30 older entries made room for newer ones: 50 are kept");
    }
}
