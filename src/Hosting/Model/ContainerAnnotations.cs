namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image a container is made from. A tag and a digest exclude each other: the later one counts.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? _tag;
    private string? _sha256;

    /// <summary>The registry's host, such as <c>docker.io</c>; the engine's own default when null.</summary>
    public string? Registry { get; set; }

    /// <summary>The image's name without registry, tag and digest: <c>library/postgres</c>.</summary>
    public required string Image { get; set; }

    /// <summary>The tag; null when a digest is given.</summary>
    public string? Tag
    {
        get => _tag;
        set => (_tag, _sha256) = (value, value is null ? _sha256 : null);
    }

    /// <summary>The digest, 64 hexadecimal letters without <c>sha256:</c>; null when a tag is given.</summary>
    public string? SHA256
    {
        get => _sha256;
        set => (_sha256, _tag) = (value, value is null ? _tag : null);
    }

    /// <summary>The whole name as an engine takes it: <c>registry/image:tag</c> or with <c>@sha256:</c>.</summary>
    internal string FullName
    {
        get
        {
            var name = Registry is { Length: > 0 } registry ? $"{registry}/{Image}" : Image;
            return (_tag, _sha256) switch
            {
                (_, { Length: > 0 } digest) => $"{name}@sha256:{digest}",
                ({ Length: > 0 } tag, _) => $"{name}:{tag}",
                _ => name,
            };
        }
    }
}

/// <summary>The container's image is built from a Dockerfile.</summary>
/// <param name="contextPath">The full path of the folder that is sent to the build.</param>
/// <param name="dockerfilePath">The full path of the Dockerfile.</param>
/// <param name="stage">The stage to stop at; the last one when null.</param>
public sealed class DockerfileBuildAnnotation(string contextPath, string dockerfilePath, string? stage)
    : IResourceAnnotation
{
    public string ContextPath => contextPath;

    public string DockerfilePath => dockerfilePath;

    public string? Stage => stage;

    /// <summary>The values of <c>ARG</c>s: texts or <see cref="IValueProvider"/>.</summary>
    public IDictionary<string, object?> BuildArguments { get; } =
        new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Secrets that a <c>RUN --mount=type=secret</c> sees by their id.</summary>
    public IDictionary<string, object> BuildSecrets { get; } =
        new Dictionary<string, object>(StringComparer.Ordinal);
}

/// <summary>Data that outlives the process.</summary>
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <param name="source">The volume's name (null: one without a name), or the full path of a folder or file.</param>
    /// <param name="target">Where a container sees it.</param>
    /// <param name="type">A volume of the engine, or a folder or file of this machine.</param>
    /// <param name="isReadOnly">Whether the container may not write to it.</param>
    /// <exception cref="ArgumentException">A bind mount without a source, or with one that is not rooted.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (type == ContainerMountType.BindMount && !Path.IsPathRooted(source))
        {
            throw new ArgumentException(
                $"A bind mount needs the full path of its source; got '{source}'.", nameof(source));
        }

        (Source, Target, Type, IsReadOnly) = (source, target, type, isReadOnly);
    }

    public string? Source { get; }

    public string Target { get; }

    public ContainerMountType Type { get; }

    public bool IsReadOnly { get; }
}

/// <summary>What a mount mounts.</summary>
public enum ContainerMountType
{
    /// <summary>A folder or file of this machine.</summary>
    BindMount,

    /// <summary>A volume of the container engine.</summary>
    Volume,
}

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the run that made it.</summary>
    Session,

    /// <summary>Beyond the run: the next one finds and uses it.</summary>
    Persistent,
}

/// <summary>How long the container lives.</summary>
public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    public required ContainerLifetime Lifetime { get; set; }
}

/// <summary>The name of the container itself; the engine makes one up otherwise.</summary>
public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    public required string Name { get; set; }
}

/// <summary>When an image is asked from its registry.</summary>
public enum ImagePullPolicy
{
    /// <summary>As the container engine does by itself.</summary>
    Default = 0,

    /// <summary>At every start.</summary>
    Always,

    /// <summary>When this machine does not have it.</summary>
    Missing,

    /// <summary>Never: it has to be here.</summary>
    Never,
}

/// <summary>When the container's image is asked from its registry.</summary>
public sealed class ContainerImagePullPolicyAnnotation : IResourceAnnotation
{
    public required ImagePullPolicy ImagePullPolicy { get; set; }
}

/// <summary>Adds arguments of the container engine's <c>run</c> command.</summary>
public sealed class ContainerRuntimeArgsCallbackAnnotation(Func<ContainerRuntimeArgsCallbackContext, Task> callback)
    : IResourceAnnotation
{
    public Func<ContainerRuntimeArgsCallbackContext, Task> Callback => callback;
}

/// <summary>What a callback for arguments of the container engine works on.</summary>
/// <param name="args">Values are texts or <see cref="IValueProvider"/>.</param>
public sealed class ContainerRuntimeArgsCallbackContext(
    IList<object> args, CancellationToken cancellationToken = default)
{
    public IList<object> Args => args;

    public CancellationToken CancellationToken => cancellationToken;
}
