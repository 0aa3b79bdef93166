using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds containers.</summary>
public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>A container.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image, with or without registry, tag or digest; <c>latest</c> when it has none.</param>
    /// <exception cref="ArgumentException">The image's name cannot be read.</exception>
    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder, string name, string image)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithImage(image);
    }

    /// <summary>A container.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image, with or without registry.</param>
    /// <param name="tag">The tag.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder, string name, string image, string tag)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithImage(image, tag);
    }

    /// <summary>Runs another image, which is then not built here.</summary>
    /// <param name="image">The image, with or without registry, tag or digest.</param>
    /// <param name="tag">The tag; that of <paramref name="image"/> or <c>latest</c> when null.</param>
    /// <exception cref="ArgumentException">It cannot be read, or holds a tag and another one is given.</exception>
    public static IResourceBuilder<T> WithImage<T>(
        this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var name = ImageName.Parse(image);
        if (tag is not null && (name.Tag ?? name.Digest) is not null)
        {
            throw new ArgumentException(
                $"The image '{image}' names a tag or digest, and the tag '{tag}' is given.", nameof(tag));
        }

        foreach (var build in builder.Resource.Annotations.OfType<DockerfileBuildAnnotation>().ToArray())
            builder.Resource.Annotations.Remove(build);
        var annotation = builder.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault();
        if (annotation is null)
            builder.WithAnnotation(annotation = new ContainerImageAnnotation { Image = name.Image });
        (annotation.Registry, annotation.Image) = (name.Registry ?? annotation.Registry, name.Image);
        if (name.Digest is { } digest)
            annotation.SHA256 = digest;
        else
            annotation.Tag = tag ?? name.Tag ?? "latest";
        return builder;
    }

    /// <summary>Runs another tag of the image.</summary>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return builder.ChangeImage(image => image.Tag = tag);
    }

    /// <summary>Takes the image from another registry; null for the container engine's default.</summary>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource => builder.ChangeImage(image => image.Registry = registry);

    /// <summary>Runs the image of this digest.</summary>
    /// <param name="sha256">64 hexadecimal letters, without <c>sha256:</c>.</param>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(sha256);
        return builder.ChangeImage(image => image.SHA256 = sha256);
    }

    /// <summary>When the image is asked from its registry.</summary>
    public static IResourceBuilder<T> WithImagePullPolicy<T>(
        this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy)
        where T : ContainerResource => builder.Replace(
            new ContainerImagePullPolicyAnnotation { ImagePullPolicy = pullPolicy });

    private static IResourceBuilder<T> ChangeImage<T>(
        this IResourceBuilder<T> builder, Action<ContainerImageAnnotation> change)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        change(builder.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
            ?? throw new InvalidOperationException(
                $"The resource '{builder.Resource.Name}' has no image. Give it one with WithImage."));
        return builder;
    }

    private static IResourceBuilder<T> Replace<T, TAnnotation>(
        this IResourceBuilder<T> builder, TAnnotation annotation)
        where T : IResource
        where TAnnotation : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(annotation, ResourceAnnotationMutationBehavior.Replace);
    }
}
