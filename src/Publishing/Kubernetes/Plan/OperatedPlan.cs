using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>
/// Hands a PostgreSQL server over to the CloudNativePG operator, which makes its password and fails over.
/// </summary>
internal static class OperatedPlan
{
    public static Application Of(Application application, Workload server, OperatedPostgres values)
    {
        if (PostgresPlan.Variable(server, "POSTGRES_USER")?.Parts is not [LiteralPart])
            throw new PublishException($"{values.Path}: the user of {server.Name} must be known while publishing");
        var replica = $"{server.Name}-replica";
        var changed = ClusterPlan.Change(application, one => one == server, one => one with
        {
            Kind = WorkloadKind.Operated,
            Replicas = values.Instances,
        });
        if (values.Instances > 1)
        {
            changed = ClusterPlan.Change(changed, one => one.Kind == WorkloadKind.Service, one => one with
            {
                Environment = [.. one.Environment, .. PostgresPlan.ForReading(one, server.Name, replica)],
            });
            // The operator's service; the pods behind it are those of the server.
            changed = changed with
            {
                Workloads = [.. changed.Workloads, server with
                {
                    Name = replica,
                    ObjectName = $"{server.ObjectName}-ro",
                    Kind = WorkloadKind.External,
                    ExternalHost = $"{server.ObjectName}-ro",
                    Uses = [],
                    Environment = [],
                }],
            };
        }

        if (values.Archive is not null)
            changed = changed with { Parameters = ClusterPlan.With(changed.Parameters, BackupPlan.Keys) };
        return PostgresPlan.Variable(server, "POSTGRES_PASSWORD")?.Parts is [ParameterPart password]
            ? WithPassword(changed, password.Parameter, server)
            : throw new PublishException(
                $"{values.Path}: {server.Name} has no password of its own to leave to the operator");
    }

    // The operator writes it: there is nothing to fill in.
    private static Application WithPassword(Application application, string parameter, Workload server) =>
        application with
        {
            Parameters = [.. application.Parameters.Where(one => one.Name != parameter)],
            ApartSecrets = new Dictionary<string, SecretKey>(application.ApartSecrets, StringComparer.Ordinal)
            {
                [parameter] = new($"{server.ObjectName}-app", "password", IsMadeElsewhere: true),
            },
        };
}
