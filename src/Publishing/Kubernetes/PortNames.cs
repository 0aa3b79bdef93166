using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Names ports: at most 15 small letters, digits and dashes; one name for one port of a process.</summary>
internal static class PortNames
{
    private const int Longest = 15;

    /// <summary>Endpoints that share a port share its name.</summary>
    public static IReadOnlyList<(Port Port, string Name)> Of(Workload workload)
    {
        var named = new List<(Port Port, string Name)>();
        foreach (var port in workload.Ports)
        {
            var twin = named.Find(other => other.Port.Number == port.Number && other.Port.Protocol == port.Protocol);
            named.Add((port, twin.Name ?? Free(port, named)));
        }

        return named;
    }

    public static string Of(Workload workload, string binding) =>
        Of(workload).First(port => port.Port.Binding == binding).Name;

    private static string Free(Port port, List<(Port Port, string Name)> taken)
    {
        var label = Labels.Of(port.Binding, Longest);
        // A name needs a letter.
        var name = label.Any(char.IsAsciiLetter) ? label : Labels.Of($"p-{label}", Longest);
        return taken.Exists(other => other.Name == name) ? $"port-{port.Number}-{port.Protocol[0]}" : name;
    }
}
