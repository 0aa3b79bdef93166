using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Containers;

/// <summary>The note that a store's data lies in a container engine's volume.</summary>
internal sealed class StoreVolume(string stateFolder, ContainerResource store)
{
    /// <summary>The volume, or null for a store that keeps no data as a container.</summary>
    public string? Name => store.Annotations.OfType<ContainerMountAnnotation>()
        .LastOrDefault(mount => mount.Type == ContainerMountType.Volume)?.Source;

    /// <summary>The engine whose volume holds data, or null.</summary>
    public string? Engine => File.Exists(Note) ? File.ReadAllText(Note).Trim() : null;

    private string Note => Path.Combine(stateFolder, "volumes", store.Name);

    public void Keep(ContainerEngine engine)
    {
        if (Name is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Note)!);
        File.WriteAllText(Note, engine.Name);
    }

    public void Forget()
    {
        if (File.Exists(Note))
            File.Delete(Note);
    }
}
