using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a project, a store, a parameter.</summary>
public interface IResource
{
    /// <summary>The name: 1 to 64 ASCII letters, digits and single hyphens, beginning with a letter.</summary>
    string Name { get; }

    /// <summary>What the model says about the resource, in the order it was said.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>One statement of the model about a resource.</summary>
public interface IResourceAnnotation;

/// <summary>The annotations of one resource.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>What happens to annotations of the same type when one is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>The new annotation stands beside the earlier ones.</summary>
    Append,

    /// <summary>The new annotation takes the place of all earlier ones of its type.</summary>
    Replace,
}

/// <summary>The base of every resource.</summary>
/// <exception cref="ArgumentException">The name breaks the rule of <see cref="IResource.Name"/>.</exception>
public abstract class Resource : IResource
{
    protected Resource(string name)
    {
        ModelName.Validate("Resource", name);
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];

    public override string ToString() => $"{GetType().Name}: {Name}";
}

/// <summary>A resource whose processes get environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource whose processes get command-line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that listens on ports.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource that can wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource whose processes a platform can probe.</summary>
public interface IResourceWithProbes : IResource;

/// <summary>A resource that is a process or container wherever it is deployed.</summary>
public interface IComputeResource : IResource;

/// <summary>A resource inside another, such as a database in its server.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource that holds this one.</summary>
    IResource Parent { get; }
}

/// <summary>A resource inside another of a known type.</summary>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    /// <summary>The resource that holds this one.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
