using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>What a start adds to what is known of a resource.</summary>
internal static class LaunchFacts
{
    public static CustomResourceSnapshot WithFacts(
        this CustomResourceSnapshot snapshot, Launch launch, Launched launched)
    {
        var properties = launched.Properties.ToList();
        properties.Add(new(CustomResourceKnownProperties.Source, launched.Source));
        if (launch.Plan is { } plan && properties.All(p => p.Name != ResourceProperties.ContainerId))
        {
            properties.Add(new(ResourceProperties.ExecutablePath, plan.Program));
            properties.Add(new(ResourceProperties.ExecutableWorkDir, plan.WorkingDirectory));
            properties.Add(new(ResourceProperties.ExecutableArgs, plan.Arguments)
            {
                IsSensitive = launch.HasSecretArgument,
            });
            properties.Add(new(ResourceProperties.ExecutablePid, (launched.Process as ChildProcess)?.Pid));
        }

        return snapshot.With(properties) with { EnvironmentVariables = launch.Environment };
    }
}
