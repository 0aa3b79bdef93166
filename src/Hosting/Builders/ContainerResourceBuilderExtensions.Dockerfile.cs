using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>A container whose image is built from a Dockerfile.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="contextPath">The folder sent to the build, relative to the AppHost's.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to the context; <c>Dockerfile</c> when null.</param>
    /// <param name="stage">The stage to stop at; the last one when null.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfile(
        this IDistributedApplicationBuilder builder, string name, string contextPath, string? dockerfilePath = null,
        string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithDockerfile(contextPath, dockerfilePath, stage);
    }

    /// <summary>Builds the container's image from a Dockerfile.</summary>
    /// <inheritdoc cref="AddDockerfile"/>
    public static IResourceBuilder<T> WithDockerfile<T>(
        this IResourceBuilder<T> builder, string contextPath, string? dockerfilePath = null, string? stage = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(contextPath);
        var context = Path.GetFullPath(contextPath, builder.ApplicationBuilder.AppHostDirectory);
        var dockerfile = Path.GetFullPath(dockerfilePath ?? "Dockerfile", context);
        var name = builder.Resource.Name.ToLowerInvariant();
        return builder.WithImage(name, ShortHash(dockerfile))
            .Replace(new DockerfileBuildAnnotation(context, dockerfile, stage));
    }

    /// <summary>Sets an <c>ARG</c> of the Dockerfile.</summary>
    /// <param name="value">A text, or a value resolved when the image is built.</param>
    /// <exception cref="InvalidOperationException">The image is not built from a Dockerfile.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, object? value)
        where T : ContainerResource => builder.ChangeBuild(build => build.BuildArguments[name] = value switch
        {
            IResourceBuilder<IResource> { Resource: var resource } => resource,
            _ => value,
        });

    /// <summary>Sets an <c>ARG</c> of the Dockerfile to a parameter's value.</summary>
    /// <exception cref="InvalidOperationException">
    /// The image is not built from a Dockerfile, or the parameter is secret: an ARG can be read from the image.
    /// </exception>
    public static IResourceBuilder<T> WithBuildArg<T>(
        this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Resource.Secret)
        {
            throw new InvalidOperationException(
                $"Cannot add secret parameter '{value.Resource.Name}' as a build argument: it could be read from the "
                + "image. Use WithBuildSecret instead.");
        }

        return builder.ChangeBuild(build => build.BuildArguments[name] = value.Resource);
    }

    /// <summary>Gives the build a secret, which does not stay in the image.</summary>
    /// <param name="name">The id under which <c>RUN --mount=type=secret,id=…</c> finds it.</param>
    /// <exception cref="InvalidOperationException">The image is not built from a Dockerfile.</exception>
    public static IResourceBuilder<T> WithBuildSecret<T>(
        this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(value);
        return builder.ChangeBuild(build => build.BuildSecrets[name] = value.Resource);
    }

    private static IResourceBuilder<T> ChangeBuild<T>(
        this IResourceBuilder<T> builder, Action<DockerfileBuildAnnotation> change)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        change(builder.Resource.Annotations.OfType<DockerfileBuildAnnotation>().LastOrDefault()
            ?? throw new InvalidOperationException(
                $"The image of '{builder.Resource.Name}' is not built here. Call WithDockerfile first."));
        return builder;
    }

    private static string ShortHash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
