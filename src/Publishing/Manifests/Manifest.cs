using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Manifests;

/// <summary>An Aspire manifest as it stands: nothing is resolved yet.</summary>
/// <param name="Resources">By name, in the order of the file.</param>
/// <param name="Traits">What the deployment resource says, by resource; empty when there is none.</param>
/// <param name="Omitted">Names of resources that were left out, each with the reason.</param>
internal sealed record Manifest(
    IReadOnlyDictionary<string, Resource> Resources, IReadOnlyDictionary<string, Traits> Traits,
    IReadOnlyDictionary<string, string> Omitted);

/// <param name="Path">Where it stands, for messages: <c>resources.backend</c>.</param>
internal abstract record Resource(string Name, string Path);

/// <summary>A value from outside.</summary>
/// <param name="Default">The value to use when none is given; null: one must be given.</param>
/// <param name="GeneratedLength">At least so many characters, when it may be made up; null: it may not.</param>
internal sealed record ParameterResource(
    string Name, string Path, string? ConnectionString, bool IsSecret, string? Default, int? GeneratedLength)
    : Resource(Name, Path);

/// <summary>A connection string made of others, such as a database on a server.</summary>
internal sealed record ValueResource(string Name, string Path, string ConnectionString) : Resource(Name, Path);

/// <summary>Another form of a value.</summary>
/// <param name="IsUriEncoded">Percent-encoded.</param>
internal sealed record AnnotatedString(string Name, string Path, string Value, bool IsUriEncoded)
    : Resource(Name, Path);

/// <summary>Something that runs: a project, a container, a build.</summary>
internal sealed record RunResource(string Name, string Path, RunSource Source) : Resource(Name, Path)
{
    public string? ConnectionString { get; init; }
    public string? Entrypoint { get; init; }
    public IReadOnlyList<string> Arguments { get; init; } = [];
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyList<Binding> Bindings { get; init; } = [];
    public IReadOnlyList<VolumeMount> Volumes { get; init; } = [];
    public IReadOnlyList<BindMount> BindMounts { get; init; } = [];
}

internal abstract record RunSource;

/// <param name="Path">Of the project file, relative to the manifest.</param>
internal sealed record ProjectSource(string Path) : RunSource;

internal sealed record ImageSource(string Image) : RunSource;

/// <param name="Context">Relative to the manifest.</param>
/// <param name="Dockerfile">Relative to the manifest.</param>
/// <param name="Arguments">Build arguments: expressions by name.</param>
/// <param name="Secrets">Build secrets by name.</param>
internal sealed record BuildSource(
    string Context, string Dockerfile, string? Stage, IReadOnlyDictionary<string, string> Arguments,
    IReadOnlyDictionary<string, BuildSecret> Secrets) : RunSource;

/// <summary>Either an expression, handed over as a variable, or a file relative to the manifest.</summary>
internal sealed record BuildSecret(string? Value, string? File);

/// <param name="Port">The port consumers use; null: the one it listens on.</param>
/// <param name="TargetPort">The port it listens on; null: left to the deployment.</param>
internal sealed record Binding(
    string Name, string Path, string Scheme, string Protocol, string Transport, int? Port, int? TargetPort,
    bool IsExternal);

/// <param name="Name">Null: a place of its own, gone with the container.</param>
internal sealed record VolumeMount(string? Name, string Target, bool IsReadOnly);

/// <param name="Source">Relative to the manifest.</param>
internal sealed record BindMount(string Source, string Target, bool IsReadOnly);
