using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>What the model alone tells of a resource.</summary>
internal static class FirstSnapshot
{
    public static CustomResourceSnapshot Of(IResource resource, DateTime now) => new()
    {
        ResourceType = TypeOf(resource),
        Properties = [.. Properties(resource)],
        CreationTimeStamp = now,
        IconName = resource.Annotations.OfType<ResourceIconAnnotation>().LastOrDefault()?.IconName,
        IconVariant = resource.Annotations.OfType<ResourceIconAnnotation>().LastOrDefault()?.IconVariant,
        Relationships = Relationships(resource),
        Volumes = [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(Volume)],
    };

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => KnownResourceTypes.Project,
        ExecutableResource => KnownResourceTypes.Executable,
        ParameterResource => KnownResourceTypes.Parameter,
        _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
    };

    private static IEnumerable<ResourcePropertySnapshot> Properties(IResource resource)
    {
        if (resource.Annotations.OfType<IProjectMetadata>().LastOrDefault() is { } project)
            yield return new(ResourceProperties.ProjectPath, project.ProjectPath);
        if (resource is IResourceWithParent child)
            yield return new(ResourceProperties.ParentName, child.Parent.Name);
    }

    private static ImmutableArray<RelationshipSnapshot> Relationships(IResource resource)
    {
        var all = resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(relation => new RelationshipSnapshot(relation.Resource.Name, relation.Type))
            .Concat(resource.Annotations.OfType<WaitAnnotation>()
                .Select(wait => new RelationshipSnapshot(wait.Resource.Name, "WaitFor")));
        if (resource is IResourceWithParent child)
            all = all.Append(new(child.Parent.Name, "Parent"));
        return [.. all.Distinct()];
    }

    private static VolumeSnapshot Volume(ContainerMountAnnotation mount) => new(
        mount.Source, mount.Target, mount.Type == ContainerMountType.BindMount ? "bind" : "volume", mount.IsReadOnly);
}
