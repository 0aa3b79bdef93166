using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>Starts programs.</summary>
internal sealed class ExecutableLauncher : ILauncher
{
    public bool Takes(IResource resource) => resource is ExecutableResource;

    public async Task<Launched> LaunchAsync(Launch launch, CancellationToken ct)
    {
        var executable = (ExecutableResource)launch.Resource;
        var command = executable.Command.Contains('/', StringComparison.Ordinal)
            ? Path.GetFullPath(executable.Command, executable.WorkingDirectory)
            : executable.Command;
        var program = Programs.Find(command) ?? throw launch.Failure(
            $"the program '{executable.Command}' is not there. Install it, or put its folder on PATH.");
        if (!Directory.Exists(executable.WorkingDirectory))
            throw launch.Failure($"its working directory {executable.WorkingDirectory} is not there.");
        return new Launched(launch.Start(new ProcessPlan(executable.Name, program, await launch.ArgumentsAsync(ct))
        {
            WorkingDirectory = executable.WorkingDirectory,
            Environment = await launch.VariablesAsync(ct),
        }));
    }
}
