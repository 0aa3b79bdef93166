using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>The ports of containers that outlive a run: the next run has to find them where they are.</summary>
internal sealed class KeptPorts(EngineOptions options)
{
    private string File => Path.Combine(options.StateFolder, "ports.json");

    /// <summary>The port of an endpoint: the one it had, or a new one that is remembered.</summary>
    public int For(IResource resource, EndpointAnnotation endpoint, Func<int> choose)
    {
        if (!ContainerPlan.IsKept(resource))
            return choose();
        var kept = Read();
        var key = $"{resource.Name}/{endpoint.Name}";
        if (kept.TryGetValue(key, out var port))
            return port;
        kept[key] = choose();
        Directory.CreateDirectory(options.StateFolder);
        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(kept));
        return kept[key];
    }

    private SortedDictionary<string, int> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, int>>(System.IO.File.ReadAllText(File)) ?? [];
        }
        catch (Exception none) when (none is IOException or JsonException)
        {
            // None yet, or not readable: the container is made anew, on other ports.
            return [];
        }
    }
}
