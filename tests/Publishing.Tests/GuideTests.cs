using System.Text.RegularExpressions;
using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests;

/// <summary>The commands of the infrastructure guide that name an object of ours name one that is published.</summary>
public sealed partial class GuideTests
{
    [Theory]
    [InlineData("kubectl apply -f k8s/namespace.yaml")]
    [InlineData("kubectl apply -f k8s/secrets.yaml")]
    [InlineData("kubectl apply -f k8s/configmap.yaml")]
    [InlineData("kubectl apply -f k8s/deployment-backend.yaml")]
    [InlineData("kubectl apply -f k8s/deployment-frontend.yaml")]
    [InlineData("kubectl apply -f k8s/ingress.yaml")]
    [InlineData("kubectl apply -f k8s/hpa.yaml")]
    [InlineData("kubectl apply -f k8s/monitoring/prometheus-servicemonitor.yaml")]
    [InlineData("kubectl get pods -n pawpal")]
    [InlineData("kubectl logs -f deployment/pawpal-backend -n pawpal")]
    [InlineData("kubectl logs -f deployment/pawpal-frontend -n pawpal")]
    [InlineData("kubectl set image deployment/pawpal-backend api=pawpal/backend:v1.2.0 -n pawpal")]
    [InlineData("kubectl set image deployment/pawpal-frontend frontend=pawpal/frontend:v1.2.0 -n pawpal")]
    [InlineData("kubectl rollout undo deployment/pawpal-backend --to-revision=2 -n pawpal")]
    [InlineData("kubectl exec -it postgresql-0 -n pawpal -- psql")]
    [InlineData("kubectl port-forward -n pawpal svc/pawpal-backend-metrics 9090:9090")]
    [InlineData("kubectl describe certificate pawpal-tls-cert -n pawpal")]
    [InlineData("kubectl scale deployment/pawpal-frontend --replicas=5 -n pawpal")]
    public void A_command_of_the_guide_finds_what_it_names(string command)
    {
        var files = Sample.Publish(Sample.Own);
        var cluster = new Cluster(Sample.Objects(files));
        if (Named(command, "file") is { } file)
            Assert.Contains(file, files.Keys);
        if (Named(command, "namespace") is { } space)
            Assert.NotNull(cluster.Find("Namespace", space));
        if (Named(command, "certificate") is { } certificate)
            Assert.NotNull(cluster.Find("Certificate", certificate));
        if (Named(command, "set") is { } set)
            Assert.NotNull(cluster.Find("StatefulSet", set));
        if (Named(command, "service") is { } service)
            Assert.Equal(Named(command, "port"), $"{cluster.Find("Service", service).At("spec.ports")![0]!["port"]}");
        if (Named(command, "deployment") is not { } deployment)
            return;
        var found = cluster.Find("Deployment", deployment);
        Assert.NotNull(found);
        if (Named(command, "container") is not { } container)
            return;
        var first = found.At("spec.template.spec.containers")![0]!;
        Assert.Equal(container, $"{first["name"]}");
        Assert.StartsWith($"{Named(command, "image")}:", $"{first["image"]}", StringComparison.Ordinal);
    }

    private static string? Named(string command, string what) =>
        Words.Matches(command).Select(match => match.Groups[what]).FirstOrDefault(group => group.Success)?.Value;

    [GeneratedRegex(
        @"-f (?<file>k8s/\S+)|-n (?<namespace>\S+)|deployment/(?<deployment>\S+)|svc/(?<service>\S+) (?<port>\d+):|"
        + @"certificate (?<certificate>\S+)|exec -it (?<set>\S+)-0|(?<container>[a-z]+)=(?<image>pawpal/[a-z]+):",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words { get; }
}
