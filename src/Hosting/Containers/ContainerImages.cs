using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>Sees to it that an image is here: found, pulled or built.</summary>
internal sealed class ContainerImages(ContainerEngine engine)
{
    // A registry that is reached answers within it; a machine without a network must not wait much longer.
    private static readonly TimeSpan RegistryLimit = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan PullLimit = TimeSpan.FromHours(1);

    /// <summary>Makes sure that the image is here.</summary>
    /// <param name="hasOtherForm">Whether there is a way without it: then a silent registry is not waited for.</param>
    /// <param name="say">Told what the person at the console should know.</param>
    /// <param name="log">Told every line of a pull.</param>
    /// <returns>Why it is not, or null.</returns>
    public async Task<string?> EnsureAsync(
        IResource resource, string image, bool hasOtherForm, Action<string> say, Action<string> log,
        CancellationToken ct)
    {
        var policy = resource.Annotations.OfType<ContainerImagePullPolicyAnnotation>().LastOrDefault()
            ?.ImagePullPolicy ?? ImagePullPolicy.Default;
        var isHere = await engine.InspectAsync("image", image, "{{.Id}}", ct) is not null;
        if (isHere && policy != ImagePullPolicy.Always)
            return null;
        if (policy == ImagePullPolicy.Never)
            return $"the image {image} is not here, and its pull policy is 'Never'";
        say($"pulling the image {image} …");
        var reason = await PullAsync(image, hasOtherForm, log, ct);
        return reason is null
            ? null
            : $"the image {image} {(isHere ? "" : "is not here and ")}cannot be pulled: {reason.TrimEnd('.')}";
    }

    /// <exception cref="ResourceFailure">The build failed.</exception>
    public async Task BuildAsync(Launch launch, DockerfileBuildAnnotation build, string image, CancellationToken ct)
    {
        if (!File.Exists(build.DockerfilePath))
            throw launch.Failure($"its Dockerfile {build.DockerfilePath} is not there.");
        launch.Say($"building the image {image} …");
        var recipe = await ImageBuild.FromAsync(build, image, ct);
        var answer = await engine.RunAsync(
            recipe.Arguments, ct, recipe.Variables, line => launch.Log.Write(line), PullLimit);
        if (!answer.IsGood)
        {
            throw launch.Failure(
                $"its image cannot be built from {build.DockerfilePath}: {answer.Reason}", launch.Log.Last);
        }
    }

    private async Task<string?> PullAsync(
        string image, bool hasOtherForm, Action<string> log, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (hasOtherForm)
            patience.CancelAfter(RegistryLimit);
        try
        {
            var answer = await engine.RunAsync(["pull", image], patience.Token, limit: PullLimit, onLine: line =>
            {
                if (IsProgress(line))
                    patience.CancelAfter(Timeout.InfiniteTimeSpan);
                log(line);
            });
            return answer.IsGood ? null : answer.Reason;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"its registry does not answer within {RegistryLimit.TotalSeconds:0} s";
        }
    }

    // Podman says that it tries, and tells of errors it will try to get over, before it has reached anybody.
    private static bool IsProgress(string line) =>
        !line.StartsWith("Trying to pull", StringComparison.Ordinal)
        && !line.Contains("rror", StringComparison.Ordinal)
        && !line.Contains("level=", StringComparison.Ordinal);
}
