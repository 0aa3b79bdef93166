using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes Secrets and ConfigMaps.</summary>
internal sealed class SettingsWriter(Application application, ObjectNames names)
{
    /// <summary>Too short for any key or password that is checked.</summary>
    public const string Placeholder = "change-me";

    /// <summary>Keys of each Secret that somebody must fill, ordered by both names.</summary>
    public SortedDictionary<string, SortedSet<string>> SecretKeys
    {
        get
        {
            var secrets = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
            foreach (var parameter in application.Parameters)
            {
                if (application.ApartSecrets.TryGetValue(parameter.Name, out var apart))
                {
                    if (!apart.IsMadeElsewhere)
                        Add(apart.Secret, apart.Key);
                    continue;
                }

                Add(names.Secrets, parameter.Name);
                if (parameter.IsUriEncoded)
                    Add(names.Secrets, PodEnvironment.UriKey(parameter.Name));
            }

            return secrets;

            void Add(string secret, string key)
            {
                if (!secrets.TryGetValue(secret, out var keys))
                    secrets.Add(secret, keys = new(StringComparer.Ordinal));
                keys.Add(key);
            }
        }
    }

    public IReadOnlyList<object> Secrets() =>
    [
        .. SecretKeys.Select(secret => new V1Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Metadata = names.Meta(secret.Key),
            Type = "Opaque",
            StringData = secret.Value.ToDictionary(key => key, _ => Placeholder, StringComparer.Ordinal),
        }),
    ];

    public IReadOnlyList<object> ConfigMaps() => [.. application.Running.SelectMany(ConfigMaps)];

    private IEnumerable<V1ConfigMap> ConfigMaps(Workload workload)
    {
        if (new PodEnvironment(names, workload).Plain is { Count: > 0 } plain)
            yield return ConfigMap(workload, ObjectNames.Config(workload), plain);
        foreach (var folder in workload.Settings)
        {
            yield return ConfigMap(
                workload, ObjectNames.Settings(workload, folder), folder.Files.ToDictionary(StringComparer.Ordinal));
        }
    }

    private V1ConfigMap ConfigMap(Workload workload, string name, IDictionary<string, string> data) => new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = names.Meta(name, workload),
        Data = data,
    };
}
