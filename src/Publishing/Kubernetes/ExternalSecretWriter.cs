using System.Text.Json.Nodes;
using k8s;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Tells the external-secrets operator where the values of the Secrets are: no file holds one.</summary>
internal sealed class ExternalSecretWriter(ObjectNames names, SecretStore store)
{
    public JsonObject Write(string name, IEnumerable<string> keys) => new()
    {
        ["apiVersion"] = "external-secrets.io/v1",
        ["kind"] = "ExternalSecret",
        ["metadata"] = JsonNode.Parse(KubernetesJson.Serialize(names.Meta(name))),
        ["spec"] = new JsonObject
        {
            ["refreshInterval"] = store.RefreshInterval,
            ["secretStoreRef"] = new JsonObject { ["kind"] = store.Kind, ["name"] = store.Name },
            ["target"] = new JsonObject
            {
                ["name"] = name,
                ["creationPolicy"] = "Owner",
                // A store that is away must not take the secrets of running pods.
                ["deletionPolicy"] = "Retain",
            },
            ["data"] = new JsonArray([.. keys.Select(key => new JsonObject
            {
                ["secretKey"] = key,
                ["remoteRef"] = new JsonObject
                {
                    ["key"] = name == names.Secrets ? store.Path : $"{store.Path}/{name}",
                    ["property"] = key,
                },
            })]),
        },
    };
}
