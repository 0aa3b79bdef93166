using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>Starts projects from what the build made of them.</summary>
internal sealed class ProjectLauncher(EngineOptions options) : ILauncher
{
    public bool Takes(IResource resource) => resource is ProjectResource;

    public async Task<Launched> LaunchAsync(Launch launch, CancellationToken ct)
    {
        var project = launch.Resource.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;
        var program = BuiltProjects.Find(options.AppHost, project) ?? throw launch.Failure(
            $"the AppHost does not know where {project} is built to. Add it to the AppHost as a project reference.");
        if (!File.Exists(program))
            throw launch.Failure($"{program} is not there. Build it first: dotnet build {project}");

        var arguments = new List<string> { program };
        if (launch.Resource.Annotations.OfType<LaunchProfile>().FirstOrDefault()?.Arguments is { Length: > 0 } profile)
            arguments.AddRange(profile.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        arguments.AddRange(await launch.ArgumentsAsync(ct));
        return new Launched(launch.Start(new ProcessPlan(launch.Resource.Name, BuiltProjects.DotNet, arguments)
        {
            WorkingDirectory = Path.GetDirectoryName(project)!,
            Environment = await launch.VariablesAsync(ct),
        }));
    }
}
