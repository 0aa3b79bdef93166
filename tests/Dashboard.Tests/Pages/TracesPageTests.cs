using Microsoft.Playwright;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

[Collection(PageTests.Name)]
public sealed class TracesPageTests(DashboardStack stack)
{
    [Fact]
    public async Task A_spoken_command_is_one_trace_with_the_spans_of_every_service()
    {
        var trace = stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(480));
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/traces?q={trace}");
        await engineer.Expects(engineer.Row("gateway", "POST /api/v1/voice/commands", "480 ms")).ToBeVisibleAsync();
        await engineer.Rows.First.ClickAsync();
        await engineer.AddressHoldsAsync($"/traces/detail/{trace}");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(10);
        await engineer.Expects(engineer.Page.GetByLabel("Services in this trace")).ToContainTextAsync("speech");
        await engineer.Expects(engineer.Row("backend", "SELECT pawpal", "postgresql")).ToBeVisibleAsync();

        // What the spans of another service hang on can be folded away.
        await engineer.Row("speech", "POST /v1/audio/transcriptions").GetByRole(AriaRole.Button).ClickAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(9);
        await engineer.Button("Expand all").ClickAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(10);
    }

    [Fact]
    public async Task A_span_tells_its_attributes_events_and_logs()
    {
        var trace = stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(310), fails: true);
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/traces/detail/{trace}");
        await engineer.Row("INSERT pawpal").ClickAsync();
        await engineer.Expects(engineer.Details).ToContainTextAsync("db.system.name");
        await engineer.Expects(engineer.Details.GetByLabel("Events")).ToContainTextAsync("System.InvalidOperationException: 22P02");
        await engineer.Row("backend", "POST /api/v1/voice/commands").ClickAsync();
        await engineer.Expects(engineer.Details.GetByLabel("Logs", new() { Exact = true })).ToContainTextAsync("Feeding of Max could not be written");
    }

    [Fact]
    public async Task The_keyboard_jumps_from_error_to_error_and_a_link_shows_the_same_span()
    {
        var trace = stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(310), fails: true);
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/traces/detail/{trace}");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(10);
        await engineer.PressAsync("]");
        await engineer.Expects(engineer.Page.Locator("[data-row][aria-current]")).ToContainTextAsync("gateway");
        await engineer.PressAsync("[");
        await engineer.Expects(engineer.Page.Locator("[data-row][aria-current]")).ToContainTextAsync("INSERT pawpal");
        await engineer.AddressHoldsAsync("span=");

        await using var colleague = await stack.VisitAsync();
        await colleague.GoAsync(new Uri(engineer.Page.Url).PathAndQuery);
        await colleague.Expects(colleague.Details.GetByRole(AriaRole.Heading, new() { Name = "INSERT pawpal" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Traces_are_narrowed_by_length_errors_and_resource()
    {
        var name = $"hen-{Guid.NewGuid():N}"[..12];
        var service = stack.Services.Add(name);
        var now = TimeProvider.System.GetUtcNow();
        Work(service, now, "quick", 5, isError: false);
        Work(service, now, "slow", 900, isError: false);
        Work(service, now, "slow and wrong", 900, isError: true);
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/traces/resource/{name}");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(3);
        await engineer.Page.GetByLabel("Shortest duration in milliseconds").FillAsync("500");
        await engineer.PressAsync("Enter");
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(2);
        await engineer.Button("Errors only").ClickAsync();
        await engineer.Expects(engineer.Rows).ToHaveCountAsync(1);
        await engineer.Expects(engineer.Row("With an error:", "slow and wrong")).ToBeVisibleAsync();
        await engineer.AddressHoldsAsync("min=500", "errors=True");
    }

    [Fact]
    public async Task Five_hundred_traces_are_a_screenful_of_rows_and_new_ones_do_not_push_the_reader()
    {
        var name = $"fox-{Guid.NewGuid():N}"[..12];
        var service = stack.Services.Add(name);
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 500; i++)
            Work(service, now.AddSeconds(-i), $"hunt {i}", 5, isError: false);
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync($"/traces/resource/{name}");
        await engineer.Expects(engineer.Page.GetByText("500 traces")).ToBeVisibleAsync();
        Assert.InRange(await engineer.Rows.CountAsync(), 10, 150);

        await engineer.Page.Locator(".virtual").HoverAsync();
        await engineer.Page.Mouse.WheelAsync(0, 3_200);
        await engineer.Expects(engineer.Row("hunt 100")).ToBeInViewportAsync();
        for (var i = 0; i < 30; i++)
            Work(service, now.AddSeconds(i), $"late hunt {i}", 5, isError: false);
        await engineer.Expects(engineer.Button("30 new")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("hunt 100")).ToBeInViewportAsync();
        await engineer.Button("30 new").ClickAsync();
        await engineer.Expects(engineer.Row("late hunt 29")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_trace_that_is_not_there_is_said_not_to_be()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync("/traces/detail/0af7651916cd43dd8448eb211c80319c");
        await engineer.Expects(engineer.Page.GetByText("No such trace")).ToBeVisibleAsync();
        await engineer.GoAsync("/traces/detail/not-an-id");
        await engineer.Expects(engineer.Page.GetByText("No such trace")).ToBeVisibleAsync();
    }

    private static void Work(SampleService service, DateTimeOffset at, string name, double milliseconds, bool isError)
    {
        using var activity = service.Begin(name, System.Diagnostics.ActivityKind.Internal, default, at);
        if (isError)
            activity.SetStatus(System.Diagnostics.ActivityStatusCode.Error, "It went wrong");
        activity.SetEndTime(at.AddMilliseconds(milliseconds).UtcDateTime);
    }
}
