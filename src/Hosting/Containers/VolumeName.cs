using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Containers;

/// <summary>Names of volumes nobody named: the application's, told apart by where it keeps its state.</summary>
internal static class VolumeName
{
    public static string For<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        var application = builder.ApplicationBuilder;
        var plain = $"{builder.Resource.Name}-{suffix}";
        // A manifest is the same on every machine.
        if (application.ExecutionContext.IsPublishMode || application is not DistributedApplicationBuilder run)
            return plain;
        var name = string.Concat(application.Environment.ApplicationName.ToLowerInvariant()
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        return $"{name}-{ContainerApplication.Hash(run.Options.StateFolder)}-{plain}";
    }
}
