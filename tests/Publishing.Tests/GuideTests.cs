using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests;

/// <summary>The commands of the infrastructure guide that name an object of ours name one that is published.</summary>
public sealed partial class GuideTests
{
    private static readonly string[] All = [.. File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Samples", "guide-commands.txt"))
        .Where(line => !line.StartsWith('#'))];

    private static readonly Cluster Published = new(Sample.Objects(Sample.Publish(Sample.Own)));

    public static TheoryData<string> Commands =>
        [.. All.Where(line => !line.Contains(" || ", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Commands))]
    public void A_command_of_the_guide_finds_what_it_names(string command)
    {
        var named = Words.Matches(command);
        Assert.NotEmpty(named);
        foreach (var (what, name) in named.SelectMany(match => match.Groups.Values)
            .Where(group => group.Success && !char.IsAsciiDigit(group.Name[0]))
            .Select(group => (group.Name, group.Value)))
            Assert.True(IsThere(what, name, command), $"There is no {what} {name}");
    }

    [Fact]
    public void A_restore_and_a_look_at_statements_ask_for_no_password()
    {
        var container = Cluster.Pod(Published.Find("StatefulSet", "postgresql")!)["containers"]![0]!;
        Assert.Equal(
            "postgres-password",
            $"{container.Items("env").Single(one => $"{one["name"]}" == "PGPASSWORD")
                .At("valueFrom.secretKeyRef.key")}");
        var settings = Published.Find("ConfigMap", "postgresql-config")!["data"]!;
        Assert.Equal("pawpal", $"{settings["POSTGRES_USER"]}");
        Assert.Equal("pawpal", $"{settings["POSTGRES_DB"]}");
        Assert.Contains("shared_preload_libraries=pg_stat_statements", container.Items("args").Select(one => $"{one}"));
    }

    [Fact]
    public void What_is_applied_alone_brings_its_account()
    {
        foreach (var file in Sample.Publish(Sample.Own)
            .Where(file => file.Key.StartsWith("k8s/deployment-", StringComparison.Ordinal)))
        {
            var alone = new Cluster(YamlReading.Documents(file.Value));
            Assert.NotNull(
                alone.Find("ServiceAccount", $"{Cluster.Pod(alone.Of("Deployment").Single())["serviceAccountName"]}"));
        }
    }

    private static bool IsThere(string what, string name, string command) => what switch
    {
        "file" => Sample.Publish(Sample.Own).ContainsKey(name),
        "namespace" => Published.Find("Namespace", name) is not null,
        "deployment" => Published.Find("Deployment", name) is not null,
        "set" => (int?)Published.Find("StatefulSet", name).At("spec.replicas") >= 1,
        "certificate" => Published.Find("Certificate", name) is not null,
        "service" => Published.Find("Service", name).Items("spec.ports")
            .Any(port => command.EndsWith($" {port["port"]}:{port["port"]}", StringComparison.Ordinal)),
        "port" => true,
        "container" or "image" => Container(command) is { } container
            && (what == "container"
                ? $"{container["name"]}" == name
                : $"{container["image"]}".StartsWith($"{name}:", StringComparison.Ordinal)),
        "host" => Published.Of("Ingress").Single().Items("spec.rules").Any(rule => $"{rule["host"]}" == name),
        "path" => Published.LastingContainers.Any(one => $"{one.Spec.At("livenessProbe.httpGet.path")}" == name
            || $"{one.Spec.At("readinessProbe.httpGet.path")}" == name),
        _ => throw new InvalidOperationException($"Nobody knows how to look for a {what}"),
    };

    private static JsonNode? Container(string command) => Cluster.Pod(Published.Find(
        "Deployment", Words.Match(command).Groups["deployment"].Value)!)["containers"]![0];

    [GeneratedRegex(
        @"-f (?<file>k8s/\S+)|-n (?<namespace>\S+)|deployment/(?<deployment>\S+)|svc/(?<service>\S+) (?<port>\d+):|"
        + @"certificate (?<certificate>\S+)|exec -(it|i) (?<set>[a-z]+)-0|"
        + @"(?<container>[a-z]+)=(?<image>pawpal/[a-z]+):|"
        + @"https://(?<host>[a-z.]+)(?<path>/\S+)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words { get; }
}
