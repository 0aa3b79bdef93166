using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Checksums of what pods read when they start: another one in their template starts them anew.</summary>
internal static class PodChecksum
{
    /// <summary>Of ConfigMaps and of texts put together of secrets.</summary>
    public static string Settings(ObjectNames names, IEnumerable<Workload> workloads)
    {
        var text = new StringBuilder();
        foreach (var workload in workloads)
        {
            var environment = new PodEnvironment(names, workload);
            foreach (var (name, value) in environment.Plain)
                text.Append(name).Append('=').Append(value).Append('\n');
            foreach (var variable in environment.Secret.Where(variable => variable.ValueFrom is null))
                text.Append(variable.Name).Append('=').Append(variable.Value).Append('\n');
            foreach (var (name, content) in workload.Settings.SelectMany(folder => folder.Files))
                text.Append(name).Append('=').Append(content).Append('\n');
        }

        return Of(text.ToString());
    }

    /// <summary>Of the keys that are read of Secrets. Their values are known to nobody while publishing.</summary>
    public static string SecretKeys(ObjectNames names, IEnumerable<Workload> workloads) => Of(string.Join(
        '\n', workloads.SelectMany(workload => new PodEnvironment(names, workload).Secret)
            .Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()
            .Select(key => $"{key.Name}/{key.Key}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    /// <summary>Of an object as it is written.</summary>
    public static string Of(object written, string? more) => Of(YamlObjects.Write(written) + more);

    private static string Of(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
