using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes the one Secret and the ConfigMaps.</summary>
internal static class SettingsWriter
{
    /// <summary>Too short for any key or password that is checked.</summary>
    public const string Placeholder = "change-me";

    public static V1Secret? Secret(Application application, ObjectNames names)
    {
        if (application.Parameters.Count == 0)
            return null;
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in application.Parameters)
        {
            values.Add(parameter.Name, Placeholder);
            if (parameter.IsUriEncoded)
                values.Add(PodEnvironment.UriKey(parameter.Name), Placeholder);
        }

        return new()
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Metadata = names.Meta(names.Secrets),
            Type = "Opaque",
            StringData = values,
        };
    }

    public static IReadOnlyList<object> ConfigMaps(Application application, ObjectNames names) =>
    [
        .. application.Workloads
            .Select(workload => (Workload: workload, new PodEnvironment(names, workload).Plain))
            .Where(settings => settings.Plain.Count > 0)
            .Select(settings => new V1ConfigMap
            {
                ApiVersion = "v1",
                Kind = "ConfigMap",
                Metadata = names.Meta(ObjectNames.Config(settings.Workload), settings.Workload),
                Data = settings.Plain,
            }),
    ];
}
