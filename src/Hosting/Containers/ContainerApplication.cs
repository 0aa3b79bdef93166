using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>Names and labels that tell this application's containers from all others on the machine.</summary>
internal sealed class ContainerApplication(EngineOptions options)
{
    public const string ResourceLabel = "pawpal.resource";
    public const string OwnerLabel = "pawpal.owner";
    public const string LifetimeLabel = "pawpal.lifetime";
    public const string PlanLabel = "pawpal.plan";
    private const string ApplicationLabel = "pawpal.application";

    /// <summary>Where one state folder lies on one machine: no two applications share it.</summary>
    public string Id { get; } = Hash($"{Environment.MachineName}\n{options.StateFolder}");

    public string Network => $"pawpal-{Id}";

    /// <summary>Chooses this application's containers and networks.</summary>
    public string Filter => $"label={ApplicationLabel}={Id}";

    /// <summary>What every container and network of ours bears.</summary>
    public string[] Labels =>
    [
        $"--label={ApplicationLabel}={Id}",
        $"--label={OwnerLabel}={ProcessIdentity.Of(Environment.ProcessId)}",
    ];

    public string NameOf(IResource resource) =>
        resource.Annotations.OfType<ContainerNameAnnotation>().LastOrDefault()?.Name ?? $"{resource.Name}-{Id}";

    public static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];
}
