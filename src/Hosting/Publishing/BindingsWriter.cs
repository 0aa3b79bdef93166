using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace PawPal.Hosting.Publishing;

/// <summary>Writes endpoints.</summary>
internal static class BindingsWriter
{
    private const int FirstFreePort = 8000;

    public static void Write(ManifestPublishingContext context, IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToArray();
        if (endpoints.Length == 0)
            return;
        var writer = context.Writer;
        writer.WriteStartObject("bindings");
        foreach (var (endpoint, targetPort) in endpoints.Zip(TargetPorts(resource, endpoints)))
        {
            writer.WriteStartObject(endpoint.Name);
            writer.WriteString("scheme", endpoint.UriScheme);
            writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            writer.WriteString("transport", endpoint.Transport);
            if (endpoint.Port is { } port)
                writer.WriteNumber("port", port);
            if (targetPort is { } target)
                writer.WriteNumber("targetPort", target);
            if (endpoint.IsExternal)
                writer.WriteBoolean("external", true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    // Where the deployment chooses a project's main port, the format says nothing; every other endpoint needs one.
    private static List<int?> TargetPorts(IResource resource, EndpointAnnotation[] endpoints)
    {
        var taken = endpoints.Select(endpoint => endpoint.TargetPort).OfType<int>().ToHashSet();
        var ports = new List<int?>();
        foreach (var (index, endpoint) in endpoints.Index())
        {
            var isMain = resource is ProjectResource && endpoint.UriScheme is "http" or "https"
                && !endpoints.Take(index).Any(earlier => earlier.UriScheme == endpoint.UriScheme);
            var port = endpoint.TargetPort ?? (resource is ContainerResource ? endpoint.Port : null);
            if (port is null && !isMain)
                taken.Add((port = Enumerable.Range(FirstFreePort, 1000).First(free => !taken.Contains(free))).Value);
            ports.Add(port);
        }

        return ports;
    }
}
