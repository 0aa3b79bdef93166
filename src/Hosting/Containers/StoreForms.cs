using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Postgres;
using PawPal.Hosting.Redis;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>The form a known store takes.</summary>
/// <param name="Engine">The engine of its container, or null for a program of this machine.</param>
/// <param name="Why">What the table should add, when it is not the usual form.</param>
internal sealed record StoreForm(ContainerEngine? Engine, string? Why = null)
{
    /// <summary>The program's own description with the reason behind it.</summary>
    public string Source(string program) => Why is null ? program : $"{program}, because {Why}";
}

/// <summary>
/// Chooses between the container and the local program of a known store: as configured, else where its data already
/// lies, else the container where an engine answers and the image can be had.
/// </summary>
internal sealed class StoreForms(ContainerEngines engines, EngineOptions options, IConsoleLines console)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<StoreForm>>> _decided = new(StringComparer.Ordinal);

    /// <exception cref="ResourceFailure">The form that it must take cannot be had.</exception>
    public async Task<StoreForm> DecideAsync(ContainerResource store, CancellationToken ct)
    {
        var decision = _decided.GetOrAdd(store.Name, _ => new(() => DecideAsync(store)));
        try
        {
            return await decision.Value.WaitAsync(ct);
        }
        catch (ResourceFailure)
        {
            // Somebody may start the container engine and then this store again.
            _decided.TryRemove(new(store.Name, decision));
            throw;
        }
    }

    private async Task<StoreForm> DecideAsync(ContainerResource store)
    {
        var (key, wish) = store is PostgresServerResource
            ? ("Hosting:Postgres", options.PostgresForm)
            : ("Hosting:Redis", options.RedisForm);
        if (wish is not (null or "container"))
            return new(null);
        var volume = new StoreVolume(options.StateFolder, store);
        var isBound = wish is not null || volume.Engine is not null;
        if (!isBound && HasLocalData(store))
            return new(null, await AnswersAsync() ? "its data is here" : null);

        var (engine, none) = await engines.FindAsync(CancellationToken.None);
        if (engine is { Name: var used } && volume.Engine is { } before && before != used)
            (engine, none) = (null, $"{used} is used now");
        var reason = engine is null ? none : await ImageAsync(engine, store, mayTurnBack: !isBound);
        if (engine is not null && reason is null)
        {
            volume.Keep(engine);
            return new(engine);
        }

        if (volume.Engine is { } owner)
        {
            throw new ResourceFailure(
                store.Name, $"its data lies in the volume {volume.Name} of {owner}, and {reason}. "
                + $"Make that possible, or begin without this data: --{key}=installed");
        }

        if (wish is not null)
            throw new ResourceFailure(store.Name, $"{key} is 'container', and {reason}.");
        if (engine is null)
            return new(null);
        console.Progress($"{store.Name}: {reason}. It runs as a program of this machine instead.");
        return new(null, $"its image cannot be pulled by {engine.Name}");
    }

    private async Task<bool> AnswersAsync() => (await engines.FindAsync(CancellationToken.None)).Engine is not null;

    private async Task<string?> ImageAsync(ContainerEngine engine, ContainerResource store, bool mayTurnBack) =>
        ContainerPlan.ImageOf(store) is { } image
            ? await new ContainerImages(engine).EnsureAsync(
                store, image, mayTurnBack, text => console.Progress($"{store.Name}: {text}"), _ => { },
                CancellationToken.None)
            : "it has no image";

    private bool HasLocalData(ContainerResource store) => store is PostgresServerResource
        ? PostgresHome.HasData(options.StateFolder, store.Name)
        : RedisSettings.HasData(options.StateFolder, store.Name);
}

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
}
