using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>Runs containers, where a container engine answers.</summary>
internal sealed class ContainerLauncher(
    ContainerEngines engines, ContainerApplication application, ContainerSession session, EngineOptions options)
    : ILauncher
{
    public bool Takes(IResource resource) => resource is ContainerResource;

    public async Task<Launched> LaunchAsync(Launch launch, CancellationToken ct)
    {
        var (engine, reason) = await engines.FindAsync(ct);
        if (engine is null)
        {
            throw launch.Unavailable(
                $"it is a container, and no container engine answers: {reason}. Install or start Docker or Podman.");
        }

        var image = ContainerPlan.ImageOf(launch.Resource)
            ?? throw launch.Failure("it has no image. Name one with AddContainer or WithImage.");
        var images = new ContainerImages(engine);
        if (launch.Resource.Annotations.OfType<DockerfileBuildAnnotation>().LastOrDefault() is { } build)
            await images.BuildAsync(launch, build, image, ct);
        else
            await EnsureAsync(launch, images, image, ct);
        return await RunAsync(launch, engine, ct);
    }

    /// <summary>Runs a container whose image is here.</summary>
    /// <exception cref="ResourceFailure">The engine refuses.</exception>
    public async Task<Launched> RunAsync(Launch launch, ContainerEngine engine, CancellationToken ct)
    {
        var open = await OpenAsync(launch, engine, ct);
        var plan = await ContainerPlan.FromAsync(launch, application.NameOf(launch.Resource), ct);
        var (id, runs) = await KeptAsync(engine, plan, ct) ?? (await CreateAsync(launch, open, plan, ct), false);
        var running = await RunningContainer.StartAsync(session, engine, plan, launch, id, runs, ct);
        return new Launched(running, $"container {plan.Image} ({engine.Name}{(runs ? ", kept" : "")})")
        {
            Properties = [.. Facts(plan, id, launch.HasSecretArgument)],
        };
    }

    private static IEnumerable<ResourcePropertySnapshot> Facts(ContainerPlan plan, string id, bool isSecret) =>
    [
        new(ResourceProperties.ContainerId, id),
        new("container.name", plan.Name),
        new(ResourceProperties.ContainerImage, plan.Image),
        new(ResourceProperties.ContainerPorts, plan.Endpoints.Select(ContainerPlan.TargetPort).Distinct().ToArray()),
        new(ResourceProperties.ContainerCommand, plan.Entrypoint),
        new(ResourceProperties.ContainerArgs, plan.Arguments) { IsSensitive = isSecret },
        new("container.lifetime", plan.IsPersistent ? "Persistent" : "Session"),
    ];

    private static async Task EnsureAsync(Launch launch, ContainerImages images, string image, CancellationToken ct)
    {
        var missing = await images.EnsureAsync(
            launch.Resource, image, hasOtherForm: false, launch.Say, line => launch.Log.Write(line), ct);
        if (missing is not null)
            throw launch.Failure($"{missing}. Check the image's name and the network.");
    }

    private async Task<OpenSession> OpenAsync(Launch launch, ContainerEngine engine, CancellationToken ct)
    {
        try
        {
            return await session.OpenAsync(engine, ct);
        }
        catch (InvalidOperationException refused)
        {
            throw launch.Failure(refused.Message);
        }
    }

    // A container of an earlier run is used again when it is what the model wants, and made anew otherwise.
    private static async Task<(string Id, bool Runs)?> KeptAsync(
        ContainerEngine engine, ContainerPlan plan, CancellationToken ct)
    {
        if (!plan.IsPersistent)
            return null;
        const string Format =
            "{{.Id}} {{index .Config.Labels \"" + ContainerApplication.PlanLabel + "\"}} {{.State.Status}}";
        var known = await engine.InspectAsync("container", plan.Name, Format, ct);
        return known?.Split(' ') is [var id, var made, var state] && made == plan.Fingerprint
            ? (id, state == "running")
            : null;
    }

    private async Task<string> CreateAsync(Launch launch, OpenSession open, ContainerPlan plan, CancellationToken ct)
    {
        await MakeRoomAsync(launch, open.Engine, plan, ct);
        using var variables = new ContainerVariables(plan.Variables, options.StateFolder);
        var answer = await open.Engine.RunAsync(
            Command(open, plan, variables.Options), ct, variables.ForClient, limit: TimeSpan.FromMinutes(5));
        return answer.IsGood
            ? answer.Output.Split('\n')[^1].Trim()
            : throw launch.Failure($"{open.Engine.Name} cannot make its container: {answer.Reason}");
    }

    private static async Task MakeRoomAsync(
        Launch launch, ContainerEngine engine, ContainerPlan plan, CancellationToken ct)
    {
        const string Format = "{{index .Config.Labels \"" + ContainerApplication.ResourceLabel + "\"}}";
        var owner = await engine.InspectAsync("container", plan.Name, Format, ct);
        if (owner is null)
            return;
        if (owner != plan.Resource)
        {
            throw launch.Failure($"the container name '{plan.Name}' is taken by a container that this application did "
                + "not make. Remove that one, or choose another name with WithContainerName.");
        }

        await engine.RemoveAsync(plan.Name, ct);
    }

    private IEnumerable<string> Command(OpenSession open, ContainerPlan plan, IReadOnlyList<string> variables) =>
    [
        "create", $"--name={plan.Name}", .. application.Labels,
        $"--label={ContainerApplication.ResourceLabel}={plan.Resource}",
        $"--label={ContainerApplication.LifetimeLabel}={(plan.IsPersistent ? "persistent" : "session")}",
        $"--label={ContainerApplication.PlanLabel}={plan.Fingerprint}",
        $"--network={open.Network.Name}", $"--network-alias={plan.Resource}",
        .. open.HostOptions,
        .. open.Engine.LogOptions,
        .. plan.Endpoints.Select(ContainerPlan.PublishOption),
        .. plan.Mounts.Select(ContainerPlan.MountOption),
        .. variables,
        .. plan.Entrypoint is { } entrypoint ? [$"--entrypoint={entrypoint}"] : Array.Empty<string>(),
        .. plan.RuntimeArguments,
        plan.Image,
        .. plan.Arguments,
    ];
}
