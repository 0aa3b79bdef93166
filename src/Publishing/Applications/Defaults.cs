using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Applications;

/// <summary>What a workload gets when nothing is said about it.</summary>
internal static class Defaults
{
    /// <summary>One may always be away: for an update, or with its node.</summary>
    public const int Replicas = 2;

    /// <summary>Aspire's dashboard, the same on every platform.</summary>
    public const string DashboardImage = "mcr.microsoft.com/dotnet/aspire-dashboard:13.5.2";

    public static Resources Of(WorkloadKind kind) => kind == WorkloadKind.Store
        ? new(new("100m", "256Mi", "64Mi"), new("1", "1Gi", "512Mi"))
        : new(new("100m", "128Mi", "64Mi"), new("1", "512Mi", "256Mi"));
}
