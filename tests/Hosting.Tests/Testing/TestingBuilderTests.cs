using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;

namespace PawPal.Hosting.Tests.Testing;

/// <summary>AppHosts inside a test.</summary>
public sealed class TestingBuilderTests
{
    [Fact]
    public async Task A_sample_runs_in_process_and_is_asked_by_its_client()
    {
        string state;
        await using (var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleHost>(Ct))
        {
            state = builder.Configuration["Hosting:StateFolder"]!;
            await using var application = await builder.BuildAsync(Ct);
            await application.StartAsync(Ct);
            await application.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Ct);

            using var client = application.CreateHttpClient("gateway");
            Assert.Equal("OK", (await client.GetAsync(new Uri("/health", UriKind.Relative), Ct)).StatusCode.ToString());
            Assert.Equal(application.GetEndpoint("gateway", "http"), client.BaseAddress);
            Assert.EndsWith(";Database=store", await application.GetConnectionStringAsync("store", Ct),
                StringComparison.Ordinal);
            Assert.True(Directory.Exists(state));
        }

        Assert.False(Directory.Exists(state));
    }

    [Fact]
    public async Task The_documented_sample_runs_as_it_stands()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DocumentedHost>(
            ["--Parameters:db-password=bella"], Ct);
        await using var application = await builder.BuildAsync(Ct);
        await application.StartAsync(Ct);
        using var client = application.CreateHttpClient("gateway");
        Assert.Contains(
            "services__backend__http__0", await GetWhenUpAsync(client, "/environment"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_services_that_name_each_other_both_start()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.CycleHost>(Ct);
        await using var application = await builder.BuildAsync(Ct);
        await application.StartAsync(Ct);
        using var kitchen = application.CreateHttpClient("kitchen");
        var counter = application.GetEndpoint("counter").GetLeftPart(UriPartial.Authority);
        var environment = await GetWhenUpAsync(kitchen, "/environment");
        Assert.Contains($"\"COUNTER_URL\":\"{counter}\"", environment, StringComparison.Ordinal);
        Assert.Contains($"\"services__counter__http__0\":\"{counter}\"", environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_may_change_the_model_before_it_is_built()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.StarterHost>(Ct);
        Assert.Equal(["cache", "apiservice", "webfrontend"], builder.Resources.Select(resource => resource.Name));
        foreach (var resource in builder.Resources)
            resource.Annotations.Add(new ExplicitStartupAnnotation());
        await using var application = await builder.BuildAsync(Ct);
        await application.StartAsync(Ct);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("apiservice", out var known));
        Assert.Equal(KnownResourceStates.NotStarted, known.Snapshot.State?.Text);
    }

    [Fact]
    public async Task What_the_AppHost_throws_is_the_tests_to_see()
    {
        var thrown = await Assert.ThrowsAsync<FormatException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.CycleHost>(["--Throw=the bowl is empty"], Ct));
        Assert.Equal("the bowl is empty", thrown.Message);
    }

    [Fact]
    public async Task A_model_that_cannot_be_built_fails_where_the_test_builds()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.CycleHost>(Ct);
        var kitchen = builder.CreateResourceBuilder((ProjectResource)builder.Resources[0]);
        var counter = builder.CreateResourceBuilder((ProjectResource)builder.Resources[1]);
        kitchen.WaitFor(counter);
        counter.WaitFor(kitchen);
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.BuildAsync(Ct));
        Assert.Contains("kitchen -> counter -> kitchen", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_of_no_program_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<DistributedApplicationException>(Ct));

    [Fact]
    public async Task A_wrong_name_is_told_with_the_right_ones()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddParameter("name", "Bella");
        await using var application = await builder.BuildAsync(Ct);
        var refused = Assert.Throws<ArgumentException>(() => application.GetEndpoint("gateway"));
        Assert.Contains("there are name", refused.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Some samples have no health check to wait for.
    private static async Task<string> GetWhenUpAsync(HttpClient client, string path)
    {
        var answer = "";
        await PawPal.Testing.Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    answer = await client.GetStringAsync(path, Ct);
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(60), $"{path} is answered");
        return answer;
    }
}
