using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Run;

namespace Aspire.Hosting;

/// <summary>Adds projects of the solution.</summary>
public static partial class ProjectResourceBuilderExtensions
{
    /// <summary>A project, with the first launch profile of its launchSettings.json if it has one.</summary>
    /// <typeparam name="TProject">The generated class: <c>Projects.Api</c> for Api.csproj.</typeparam>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        return builder.Add(name, project, LaunchProfile.First(project.ProjectPath));
    }

    /// <summary>A project, with a named launch profile, or with none when null.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        return builder.Add(name, project, LaunchProfile.Named(project.ProjectPath, launchProfileName));
    }

    /// <summary>A project by the path of its file, relative to the AppHost's folder.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var project = new ProjectAtPath(Path.GetFullPath(projectPath, builder.AppHostDirectory));
        return builder.Add(name, project, LaunchProfile.First(project.ProjectPath));
    }

    private static IResourceBuilder<ProjectResource> Add(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata project, LaunchProfile? profile)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = builder.AddResource(new ProjectResource(name)).WithAnnotation(project);
        if (profile is null)
            return resource;
        // The ports of a profile are those of a developer's machine.
        foreach (var url in profile.Urls)
            resource.WithEndpoint(builder.ExecutionContext.IsRunMode ? url.Port : null, null, url.Scheme);
        return resource.WithAnnotation(profile);
    }

    private sealed record ProjectAtPath(string ProjectPath) : IProjectMetadata;
}
