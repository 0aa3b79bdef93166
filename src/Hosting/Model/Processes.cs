namespace Aspire.Hosting
{
    /// <summary>Where a project lies; the build generates one class per project reference.</summary>
    public interface IProjectMetadata : ApplicationModel.IResourceAnnotation
    {
        /// <summary>The full path of the project file.</summary>
        string ProjectPath { get; }
    }

    /// <summary>A resource whose endpoints are found by name by those who refer to it.</summary>
    public interface IResourceWithServiceDiscovery : ApplicationModel.IResourceWithEndpoints;
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A .NET project of this solution, run from its build output.</summary>
    public class ProjectResource(string name)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery,
            IResourceWithWaitSupport, IResourceWithProbes, IComputeResource;

    /// <summary>A program.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">A path relative to the working directory, or a name found on PATH.</param>
    /// <param name="workingDirectory">The folder it starts in.</param>
    public class ExecutableResource(string name, string command, string workingDirectory)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints,
            IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
    {
        public string Command => command;

        public string WorkingDirectory => workingDirectory;
    }

    /// <summary>
    /// Something that is a container where a container engine runs it, and a local program where none does.
    /// </summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="entrypoint">The program to run instead of the image's own.</param>
    public class ContainerResource(string name, string? entrypoint = null)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints,
            IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
    {
        /// <summary>The program to run instead of the image's own; null for the image's.</summary>
        public string? Entrypoint { get; set; } = entrypoint;

        /// <summary>Whether the arguments are joined to one line for a shell, which then expands variables.</summary>
        public bool? ShellExecution { get; set; }
    }
}
