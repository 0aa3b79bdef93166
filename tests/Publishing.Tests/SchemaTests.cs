using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace PawPal.Publishing.Tests;

public sealed class SchemaTests
{
    private static readonly ConcurrentDictionary<string, Task<JsonSchema>> Schemas = new();

    [Theory, MemberData(nameof(Sample.WithOptions), MemberType = typeof(Sample))]
    public async Task Every_object_keeps_the_schema_of_its_kind(string sample)
    {
        var faults = new List<string>();
        foreach (var one in Sample.Objects(Sample.Publish(sample)).Where(one => !IsWithoutSchema(one)))
        {
            var schema = await Schemas.GetOrAdd(FileOf(one), file => JsonSchema.FromFileAsync(file));
            faults.AddRange(schema.Validate(one.ToJsonString()).Select(fault =>
                $"{one["kind"]} {one["metadata"]!["name"]}: {fault}"));
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_misspelt_field_breaks_the_schema()
    {
        var service = Sample.Objects(Sample.Publish("starter")).First(one => $"{one["kind"]}" == "Service");
        service["spec"]!["prots"] = new JsonArray();
        var schema = await Schemas.GetOrAdd(FileOf(service), file => JsonSchema.FromFileAsync(file));
        Assert.NotEmpty(schema.Validate(service.ToJsonString()));
    }

    // What an operator has defined; OptionTests look at their fields.
    private static bool IsWithoutSchema(JsonNode one) =>
        $"{one["apiVersion"]}".Split('/')[0] is "postgresql.cnpg.io" or "barmancloud.cnpg.io" or "external-secrets.io";

    private static string FileOf(JsonNode one)
    {
        var kind = $"{one["kind"]}".ToLowerInvariant();
        var version = $"{one["apiVersion"]}".Split('/');
        var schemas = Path.Combine(AppContext.BaseDirectory, "Schemas");
        if (version.Length == 1)
            return Path.Combine(schemas, "kubernetes", $"{kind}-{version[0]}.json");
        var ofOthers = Path.Combine(schemas, "crds", version[0], $"{kind}_{version[1]}.json");
        return File.Exists(ofOthers)
            ? ofOthers
            : Path.Combine(schemas, "kubernetes", $"{kind}-{version[0].Split('.')[0]}-{version[1]}.json");
    }
}
