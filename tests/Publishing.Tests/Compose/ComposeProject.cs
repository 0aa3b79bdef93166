using System.Text.Json.Nodes;
using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests.Compose;

/// <summary>A compose file as an engine reads it.</summary>
internal sealed class ComposeProject(JsonNode file)
{
    public static ComposeProject Of(string sample, string? values = null) =>
        Read(Sample.Publish(sample, values)["docker-compose.yml"]);

    public static ComposeProject Read(string text) => new(YamlReading.Documents(text)[0]);

    public JsonNode File => file;

    public IEnumerable<(string Name, JsonNode Spec)> Services => Section("services");

    public JsonNode this[string service] => file["services"]![service]!;

    public IEnumerable<(string Name, JsonNode Spec)> Section(string name) =>
        (file[name]?.AsObject() ?? []).Select(one => (one.Key, one.Value!));

    public static IEnumerable<JsonNode> Items(JsonNode service, string name) =>
        (service[name]?.AsArray() ?? []).Select(item => item!);

    public static IEnumerable<string> Texts(JsonNode service, string name) =>
        Items(service, name).Select(item => $"{item}");

    public static IEnumerable<string> Secrets(JsonNode service) => Items(service, "secrets")
        .Select(secret => secret is JsonObject ? $"{secret["source"]}" : $"{secret}");

    public static IEnumerable<string> NamedVolumes(JsonNode service) => Items(service, "volumes")
        .Where(mount => $"{mount["type"]}" == "volume").Select(mount => $"{mount["source"]}");

    public static string? Variable(JsonNode service, string name) => (string?)service.At("environment")?[name];
}
