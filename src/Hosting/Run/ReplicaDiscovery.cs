using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Lists every replica of a service for those who refer to it: <c>services__backend__http__0..n</c>.</summary>
internal static class ReplicaDiscovery
{
    public static void AddTo(IDictionary<string, object> variables)
    {
        foreach (var (name, value) in variables.ToArray())
        {
            // The name in the middle is the resource's, or one that the reference chose.
            if (value is EndpointReference reference && name.StartsWith("services__", StringComparison.Ordinal)
                && name.EndsWith($"__{reference.EndpointName}__0", StringComparison.Ordinal))
            {
                AddTo(variables, name[..^1], reference);
            }
        }
    }

    private static void AddTo(IDictionary<string, object> variables, string prefix, EndpointReference reference)
    {
        var replicas = ReplicaEndpoints.Of(reference.EndpointAnnotation, reference.Resource);
        for (var index = 0; index < replicas.Length; index++)
        {
            variables[string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}")] = replicas[index].UriString;
        }
    }
}
