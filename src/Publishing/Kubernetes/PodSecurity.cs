using k8s.Models;

namespace PawPal.Publishing.Kubernetes;

/// <summary>The strictest of Pod Security's levels, and a read-only root file system.</summary>
internal static class PodSecurity
{
    /// <summary>Above 10000: no user of a node has such an id.</summary>
    public const int UserId = 10001;

    public static V1PodSecurityContext Pod() => new()
    {
        RunAsNonRoot = true,
        RunAsUser = UserId,
        RunAsGroup = UserId,
        FsGroup = UserId,
        FsGroupChangePolicy = "OnRootMismatch",
        SeccompProfile = new() { Type = "RuntimeDefault" },
    };

    public static V1SecurityContext Container() => new()
    {
        AllowPrivilegeEscalation = false,
        Privileged = false,
        ReadOnlyRootFilesystem = true,
        RunAsNonRoot = true,
        RunAsUser = UserId,
        RunAsGroup = UserId,
        Capabilities = new() { Drop = ["ALL"] },
        SeccompProfile = new() { Type = "RuntimeDefault" },
    };
}
