namespace Aspire.Hosting
{
    /// <summary>Where a project lies; the build generates one class per project reference.</summary>
    public interface IProjectMetadata : ApplicationModel.IResourceAnnotation
    {
        /// <summary>The full path of the project file.</summary>
        string ProjectPath { get; }
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A .NET project of this solution, run from its build output.</summary>
    public sealed class ProjectResource(string name)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery,
            IResourceWithWaitSupport;

    /// <summary>A program.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">A path, or a name found on PATH.</param>
    /// <param name="workingDirectory">The folder it starts in.</param>
    public class ExecutableResource(string name, string command, string workingDirectory)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery,
            IResourceWithWaitSupport
    {
        public string Command => command;

        public string WorkingDirectory => workingDirectory;
    }

    /// <summary>
    /// Something that is a container where a container engine runs it, and a local program where none does.
    /// </summary>
    public class ContainerResource(string name)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport;
}
