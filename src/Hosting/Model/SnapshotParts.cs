using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of a resource.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>. Compare this: the style may differ.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>, or null.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? text) => text is null ? null : new(text, null);
}

/// <summary>One fact about a resource.</summary>
/// <param name="Name">The name, such as <c>executable.pid</c>.</param>
/// <param name="Value">A text, a number, or a sequence of texts.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether it is to be masked until somebody asks to see it.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>One variable of a resource's environment.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, as the process sees it.</param>
/// <param name="IsFromSpec">Whether the model asks for it, directly or by a reference.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec)
{
    /// <summary>Whether the value holds a secret.</summary>
    internal bool IsSensitive { get; init; }
}

/// <summary>One address of a resource.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">The address.</param>
/// <param name="IsInternal">Whether it is not meant for people.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nobody listens there now.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How tools show it.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}

/// <summary>How tools show an address.</summary>
/// <param name="DisplayName">The text instead of the address, or empty.</param>
/// <param name="SortOrder">Higher comes first.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);

/// <summary>One mount of a resource.</summary>
/// <param name="Source">The volume's name or the folder; null for an anonymous volume.</param>
/// <param name="Target">Where the resource sees it.</param>
/// <param name="MountType"><c>bind</c> or <c>volume</c>.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);

/// <summary>The answer of one health check.</summary>
/// <param name="Status">Null before the first answer.</param>
public sealed record HealthReportSnapshot(
    string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it was last asked (UTC).</summary>
    public DateTime? LastRunAt { get; init; }
}

/// <summary>One thing that can be done with a resource.</summary>
public sealed record ResourceCommandSnapshot(
    string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, object? Parameter,
    string? ConfirmationMessage, string? IconName, IconVariant? IconVariant, bool IsHighlighted);

/// <summary>A resource has to do with another.</summary>
/// <param name="ResourceName">The other's name in the model.</param>
/// <param name="Type">"Reference", "WaitFor", "Parent", or a word of the application's own.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

/// <summary>A resource has changed.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Its name, or the replica's when there are several.</param>
/// <param name="snapshot">What is known of it now.</param>
public sealed class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    public IResource Resource => resource;

    public string ResourceId => resourceId;

    public CustomResourceSnapshot Snapshot => snapshot;
}

/// <summary>The ids of a resource that runs several times: one for each replica.</summary>
internal sealed record ReplicaIds(ImmutableArray<string> Ids) : IResourceAnnotation
{
    /// <summary>The ids of a resource: its name when it runs once.</summary>
    public static ImmutableArray<string> Of(IResource resource) =>
        resource.Annotations.OfType<ReplicaIds>().LastOrDefault()?.Ids ?? [resource.Name];
}
