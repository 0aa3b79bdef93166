using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using FastEndpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Api.Households;

namespace PawPal.Api.Tests.Reference;

public sealed class OpenApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<RouteEndpoint> Endpoints => api.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(route => route.Metadata.GetMetadata<EndpointDefinition>() is not null);

    [Fact]
    public async Task The_document_has_each_endpoint_with_its_body_answers_and_failures()
    {
        var document = await DocumentAsync();

        Assert.StartsWith("3.", (string)document["openapi"]!, StringComparison.Ordinal);
        foreach (var route in Endpoints)
        {
            var path = "/" + route.RoutePattern.RawText!.TrimStart('/');
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                var operation = document["paths"]?[path]?[method.ToLowerInvariant()];
                Assert.True(operation is not null, $"{method} {path} is missing");
                Assert.False(string.IsNullOrWhiteSpace((string?)operation["operationId"]), path);
                Assert.NotNull(operation["responses"]?["default"]?["content"]?["application/problem+json"]);
                Assert.Contains(operation["responses"]!.AsObject(), r => r.Key[0] == '2');
                var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
                Assert.Equal(isOpen, operation["security"] is null);
            }
        }
    }

    [Fact]
    public async Task Bodies_and_answers_are_described_field_by_field()
    {
        var document = await DocumentAsync();
        var addPet = document["paths"]!["/api/v1/pets"]!["post"]!;
        Assert.Equal(
            "#/components/schemas/AddPetRequest",
            (string?)addPet["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        Assert.NotNull(addPet["responses"]!["201"]);
        var fields = document["components"]!["schemas"]!["AddPetRequest"]!["properties"]!.AsObject().Select(p => p.Key);
        Assert.Superset(new HashSet<string> { "name", "species", "soundsLike" }, fields.ToHashSet());
    }

    [Fact]
    public async Task What_the_path_tells_is_a_parameter_and_no_part_of_the_body()
    {
        var document = await DocumentAsync();
        var change = document["paths"]!["/api/v1/pets/{petId}"]!["put"]!;
        var petId = change["parameters"]!.AsArray().Single(p => (string?)p!["name"] == "petId");
        Assert.Equal(("path", "uuid"), ((string?)petId!["in"], (string?)petId["schema"]!["format"]));
        Assert.Contains(change["parameters"]!.AsArray(), p => (string?)p!["name"] == "If-Match");
        var body = document["components"]!["schemas"]!["ChangePetRequest"]!;
        Assert.Null(body["properties"]!["petId"]);
        Assert.DoesNotContain(body["required"]!.AsArray(), name => (string?)name == "petId");
    }

    [Fact]
    public async Task The_document_is_the_committed_one()
    {
        var path = Path.Combine(Repository.Root, "docs", "openapi.json");
        var now = (await DocumentAsync()).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
        // Written anew by: PAWPAL_WRITE_OPENAPI=1 ./test.sh --filter-class '*OpenApiTests'
        if (Environment.GetEnvironmentVariable("PAWPAL_WRITE_OPENAPI") == "1")
            await File.WriteAllTextAsync(path, now, Ct);
        Assert.Equal(await File.ReadAllTextAsync(path, Ct), now);
    }

    [Fact]
    public void Every_endpoint_says_who_may_call_it()
    {
        var silent = Endpoints.Where(route => new object?[]
        {
            route.Metadata.GetMetadata<IAllowAnonymous>(),
            route.Metadata.GetMetadata<HouseholdAccess>(),
            route.Metadata.GetMetadata<AccountAccess>(),
        }.Count(says => says is not null) != 1);
        Assert.Empty(silent.Select(route => route.DisplayName));
    }

    [Fact]
    public async Task The_page_brings_all_it_needs_and_may_ask_nobody_else()
    {
        using var client = api.NewClient();
        using var page = await client.GetAsync("/docs/", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        foreach (var script in new[] { "scalar.js", "scalar.aspnetcore.js" })
        {
            using var asset = await client.GetAsync($"/docs/{script}", Ct);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
        }
    }

    private async Task<JsonNode> DocumentAsync()
    {
        using var client = api.NewClient();
        return (await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json", Ct))!;
    }
}
