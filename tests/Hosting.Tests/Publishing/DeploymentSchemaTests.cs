using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace PawPal.Hosting.Tests.Publishing;

/// <summary>docs/deployment.schema.json against what the AppHost writes, and against what it must not.</summary>
public sealed class DeploymentSchemaTests
{
    [Fact]
    public async Task The_committed_manifest_keeps_to_the_schema()
    {
        var schema = await SchemaAsync();
        Assert.Empty(schema.Validate((await DeploymentAsync()).ToJsonString()));
    }

    [Fact]
    public async Task Every_resource_the_deployment_names_is_in_the_manifest()
    {
        var manifest = await ManifestAsync();
        var known = manifest["resources"]!.AsObject().Select(resource => resource.Key).ToHashSet();
        var named = manifest["resources"]!["deployment"]!["resources"]!.AsObject();
        Assert.Subset(known, named.Select(resource => resource.Key).ToHashSet());
        Assert.Subset(known, named.SelectMany(resource => resource.Value!["waits"]?.AsArray() ?? [])
            .Select(wait => wait!["resource"]!.GetValue<string>()).ToHashSet());
    }

    [Theory]
    [InlineData("/resources/backend/autoscaling/cpu", "101")]
    [InlineData("/resources/backend/autoscaling/minimum", "1")]
    [InlineData("/resources/backend/waits/0/until", "\"ready\"")]
    [InlineData("/resources/backend/probes/readiness/path", "\"health\"")]
    [InlineData("/resources/backend/resources/limits/memory", "\"half\"")]
    [InlineData("/resources/backend/objectNames/container", "\"A name\"")]
    [InlineData("/resources/backend/backup", "{}")]
    [InlineData("/resources/backend/mood", "\"good\"")]
    [InlineData("/type", "\"pawpal.deployment.v1\"")]
    public async Task What_the_format_does_not_know_is_refused(string place, string value)
    {
        var deployment = await DeploymentAsync();
        var steps = place.Split('/')[1..];
        JsonNode at = deployment;
        foreach (var step in steps[..^1])
            at = int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? at[index]! : at[step]!;
        at[steps[^1]] = JsonNode.Parse(value);
        Assert.NotEmpty((await SchemaAsync()).Validate(deployment.ToJsonString()));
    }

    private static Task<JsonSchema> SchemaAsync() =>
        JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "deployment.schema.json"));

    private static async Task<JsonNode> DeploymentAsync() =>
        (await ManifestAsync())["resources"]!["deployment"]!.DeepClone();

    private static async Task<JsonNode> ManifestAsync() => JsonNode.Parse(await File.ReadAllTextAsync(
        Path.Combine(Repository.Root, "aspire-manifest", "manifest.json"), TestContext.Current.CancellationToken))!;
}
