using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Says before a start which port is taken, and by whom.</summary>
internal static class PortCheck
{
    /// <exception cref="ResourceFailure">Somebody listens on a port of the resource.</exception>
    public static void Demand(Replica replica)
    {
        foreach (var endpoint in replica.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (replica.At(endpoint)?.Port is { } port)
                Demand(replica.Resource.Name, port);
        }
    }

    /// <exception cref="ResourceFailure">Somebody listens on the port.</exception>
    public static void Demand(string resource, int port)
    {
        if (Ports.IsFree(port))
            return;
        var by = PortHolder.Describe(port);
        throw new ResourceFailure(
            resource,
            string.Create(CultureInfo.InvariantCulture, $"port {port} is taken by {by}. ")
            + $"Stop it, or choose another port: --Hosting:Ports:{resource}=<port>");
    }
}
