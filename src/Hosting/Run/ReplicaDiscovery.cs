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
            if (value is EndpointReference reference && name == Key(reference, 0))
                AddTo(variables, reference);
        }
    }

    private static void AddTo(IDictionary<string, object> variables, EndpointReference reference)
    {
        var replicas = ReplicaEndpoints.Of(reference.EndpointAnnotation, reference.Resource);
        for (var index = 0; index < replicas.Length; index++)
            variables[Key(reference, index)] = replicas[index].UriString;
    }

    private static string Key(EndpointReference reference, int index) => string.Create(
        CultureInfo.InvariantCulture, $"services__{reference.Resource.Name}__{reference.EndpointName}__{index}");
}
