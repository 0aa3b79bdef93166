using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>How one container is made: all that its engine has to know.</summary>
internal sealed record ContainerPlan(string Resource, string Name, string Image, string? Entrypoint)
{
    public required bool IsPersistent { get; init; }

    public required Dictionary<string, string> Variables { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyList<string> RuntimeArguments { get; init; }

    public required IReadOnlyList<ContainerMountAnnotation> Mounts { get; init; }

    public required IReadOnlyList<EndpointAnnotation> Endpoints { get; init; }

    /// <summary>Changes when a kept container has to be made anew; tells nothing of the values in it.</summary>
    public string Fingerprint => ContainerApplication.Hash(string.Join('\n',
    [
        Image, Entrypoint, .. Arguments, .. RuntimeArguments, .. Mounts.Select(MountOption),
        .. Endpoints.Select(PublishOption),
        .. Variables.Select(v => $"{v.Key}={v.Value}").Order(StringComparer.Ordinal),
    ]));

    /// <exception cref="ResourceFailure">The model asks for what is not there.</exception>
    public static async Task<ContainerPlan> FromAsync(Launch launch, string name, CancellationToken ct)
    {
        var container = (ContainerResource)launch.Resource;
        var image = ImageOf(container)
            ?? throw launch.Failure("it has no image. Name one with AddContainer or WithImage.");
        launch.EnterContainer();
        var arguments = await launch.ArgumentsAsync(ct);
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToArray();
        foreach (var mount in mounts.Where(mount => mount.Type == ContainerMountType.BindMount))
        {
            if (!Path.Exists(mount.Source))
                throw launch.Failure($"{mount.Source}, which it mounts as {mount.Target}, is not there.");
        }

        return new(container.Name, name, image, container.Entrypoint)
        {
            IsPersistent = IsKept(container),
            Variables = await launch.ModelVariablesAsync(ct),
            Arguments = container.ShellExecution == true ? ["-c", string.Join(' ', arguments)] : arguments,
            RuntimeArguments = await launch.ContainerRuntimeArgumentsAsync(ct),
            Mounts = mounts,
            Endpoints = [.. container.Annotations.OfType<EndpointAnnotation>()],
        };
    }

    public static string? ImageOf(IResource resource) =>
        resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()?.FullName;

    public static bool IsKept(IResource resource) =>
        resource.Annotations.OfType<ContainerLifetimeAnnotation>().LastOrDefault()?.Lifetime
            == ContainerLifetime.Persistent;

    /// <summary>The port the program inside listens on.</summary>
    public static int TargetPort(EndpointAnnotation endpoint) =>
        endpoint.TargetPort ?? endpoint.Port ?? endpoint.AllocatedEndpoint!.Port;

    public static string PublishOption(EndpointAnnotation endpoint) => string.Create(CultureInfo.InvariantCulture,
        $"--publish=127.0.0.1:{endpoint.AllocatedEndpoint!.Port}:{TargetPort(endpoint)}"
        + $"/{endpoint.Protocol.ToString().ToLowerInvariant()}");

    public static string MountOption(ContainerMountAnnotation mount)
    {
        List<string> fields = [mount.Type == ContainerMountType.BindMount ? "type=bind" : "type=volume"];
        if (mount.Source is { } source)
            fields.Add($"source={source}");
        fields.Add($"target={mount.Target}");
        if (mount.IsReadOnly)
            fields.Add("readonly");
        // A row of comma-separated values: what holds a comma or a quote stands in quotes.
        return "--mount=" + string.Join(',', fields.Select(field => field.AsSpan().ContainsAny(',', '"')
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field));
    }
}
