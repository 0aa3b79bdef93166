using Aspire.DashboardService.Proto.V1;
using Microsoft.Playwright;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

[Collection(PageTests.Name)]
public sealed class ResourcesPageTests(DashboardStack stack)
{
    [Fact]
    public async Task Resources_stand_with_state_health_source_and_address()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.Expects(engineer.Row("postgres", "Running",
            "PostgreSQL 15, installed; no container engine answers")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("worker", "Exited (139)")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("gateway", "Waiting")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("speech", "Running", "Unhealthy")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("mailer", "FailedToStart", "no container engine answers"))
            .ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("frontend")
            .GetByRole(AriaRole.Link, new() { Name = "http://127.0.0.1:3000" }))
            .ToHaveAttributeAsync("rel", "noopener noreferrer");
        await engineer.Expects(engineer.Page.GetByText("2 failed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Parameters_and_hidden_resources_are_shown_when_asked_for()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.Expects(engineer.Row("postgres")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("db-password")).Not.ToBeVisibleAsync();
        await engineer.Page.Locator("summary[title='Which resources are listed']").ClickAsync();
        await engineer.Page.GetByLabel("Parameters (1)").CheckAsync();
        await engineer.Expects(engineer.Row("db-password")).ToBeVisibleAsync();
        await engineer.Page.GetByLabel("Hidden resources (1)").CheckAsync();
        await engineer.Expects(engineer.Row("rebuilder")).ToBeVisibleAsync();
        await engineer.Page.ReloadAsync();
        await engineer.Expects(engineer.Row("rebuilder")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Replicas_fold_into_one_row()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.Expects(engineer.Row("backend", "2 replicas", "2 Running")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Row("backend-kx2")).ToBeVisibleAsync();
        await engineer.Row("2 replicas").GetByRole(AriaRole.Button, new() { Name = "Resources below backend" })
            .ClickAsync();
        await engineer.Expects(engineer.Row("backend-kx2")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task Values_of_the_environment_are_masked_until_they_are_revealed()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync("/?resource=backend-kx1");
        var environment = engineer.Details.GetByLabel("Environment", new() { Exact = true });
        await engineer.Expects(environment.GetByText("ConnectionStrings__pawpal")).ToBeVisibleAsync();
        Assert.DoesNotContain(SampleModel.Secret, await engineer.Page.ContentAsync(), StringComparison.Ordinal);

        await engineer.Button("Show ConnectionStrings__pawpal").ClickAsync();
        await engineer.Expects(environment.GetByText(SampleModel.Secret)).ToBeVisibleAsync();
        await engineer.Expects(environment.GetByLabel("masked")).ToHaveCountAsync(1);

        await engineer.Button("Mask ConnectionStrings__pawpal").ClickAsync();
        await engineer.Expects(environment.GetByLabel("masked")).ToHaveCountAsync(2);
        await engineer.Button("Show all").ClickAsync();
        await engineer.Expects(environment.GetByLabel("masked")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Details_tell_health_relations_and_volumes()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync("/?resource=speech");
        await engineer.Expects(engineer.Details.GetByText("Expected 200, got 503: the recogniser still loads"))
            .ToBeVisibleAsync();
        await engineer.Expects(engineer.Details.GetByText("Referenced by")).ToBeVisibleAsync();
        await engineer.GoAsync("/?resource=postgres");
        await engineer.Expects(engineer.Details.GetByText("pawpal-data (volume)")).ToBeVisibleAsync();
        await engineer.Details.GetByRole(AriaRole.Button, new() { Name = "pawpal", Exact = true }).ClickAsync();
        await engineer.Expects(engineer.Details.GetByRole(AriaRole.Heading, new() { Name = "pawpal", Exact = true }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_command_is_asked_about_then_given_and_its_end_is_told()
    {
        await using var engineer = await stack.VisitAsync();
        await MoreAsync(engineer, "backend-kx2", "Seed demo data");
        var dialog = engineer.Page.GetByRole(AriaRole.Dialog);
        await engineer.Expects(dialog).ToContainTextAsync("This adds a demo household");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await engineer.Expects(dialog).ToHaveCountAsync(0);
        Assert.DoesNotContain("backend-kx2 seed", stack.AppHost.Given);

        await MoreAsync(engineer, "backend-kx2", "Seed demo data");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Seed demo data" }).ClickAsync();
        await engineer.Expects(engineer.Page.Locator(".toast"))
            .ToContainTextAsync("Seed demo data: backend-kx2, done.");
        Assert.Contains("backend-kx2 seed", stack.AppHost.Given);
    }

    [Fact]
    public async Task A_command_that_fails_says_why()
    {
        await using var engineer = await stack.VisitAsync();
        await MoreAsync(engineer, "backend-kx1", "Feed the cat");
        await engineer.Expects(engineer.Page.Locator(".toast"))
            .ToContainTextAsync("Feed the cat: backend-kx1 failed. The bowl is empty");
    }

    [Fact]
    public async Task A_changed_state_appears_without_a_reload()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.Expects(engineer.Row("postgres")).ToBeVisibleAsync();
        stack.AppHost.Upsert(SampleModel.Make("latecomer", "Executable", "Starting", "bin/late"));
        await engineer.Expects(engineer.Row("latecomer", "Starting")).ToBeVisibleAsync();
        stack.AppHost.Upsert(SampleModel.Make("latecomer", "Executable", "Running", "bin/late"));
        await engineer.Expects(engineer.Row("latecomer", "Running")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_address_that_is_not_of_the_web_is_no_link()
    {
        var resource = SampleModel.Make("odd", "Executable", "Running", "bin/odd", "javascript:alert(1)");
        resource.Properties.Add(new ResourceProperty
        {
            Name = "note",
            Value = Google.Protobuf.WellKnownTypes.Value.ForString("<b>x</b>")
        });
        stack.AppHost.Upsert(resource);
        await using var engineer = await stack.VisitAsync();
        await engineer.GoAsync("/?resource=odd");
        await engineer.Expects(engineer.Details.GetByText("<b>x</b>")).ToBeVisibleAsync();
        await engineer.Expects(engineer.Page.Locator("a[href^='javascript:']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_graph_shows_who_needs_whom_and_opens_the_details()
    {
        await using var engineer = await stack.VisitAsync();
        await engineer.PressAsync("g");
        var node = engineer.Page.GetByRole(AriaRole.Button, new() { Name = "backend, Running" });
        await engineer.Expects(node).ToBeVisibleAsync();
        await engineer.Expects(engineer.Page.Locator(".edge title")
            .Filter(new() { HasText = "gateway references and waits for backend" })).ToHaveCountAsync(1);
        await node.ClickAsync();
        await engineer.Expects(engineer.Details.GetByRole(AriaRole.Heading, new() { Name = "backend-kx1" }))
            .ToBeVisibleAsync();
        await engineer.AddressHoldsAsync("view=graph", "resource=backend-kx1");
    }

    private static async Task MoreAsync(Engineer engineer, string resource, string command)
    {
        var row = engineer.Row(resource);
        await row.Locator("summary").ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = command, Exact = true }).ClickAsync();
    }
}
