using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests.Monitoring;

/// <summary>A page reaches those who are woken and the channel; a ticket the channel alone.</summary>
public sealed class NotificationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alertmanager-");

    [Fact]
    public async Task Alertmanager_takes_the_configuration()
    {
        await WriteAsync();
        await Tool.RunAsync("amtool", _folder.FullName, "check-config", "alertmanager.yml");
    }

    [Theory]
    [InlineData("page", "pagerduty,slack")]
    [InlineData("ticket", "slack")]
    public async Task A_severity_reaches_its_receivers(string severity, string receivers)
    {
        await WriteAsync();
        await Tool.RunAsync(
            "amtool", _folder.FullName, "config", "routes", "test", "--config.file=alertmanager.yml",
            $"--verify.receivers={receivers}", "namespace=pawpal", "job=backend", "alertname=X",
            $"severity={severity}");
    }

    [Fact]
    public void The_operators_routes_are_the_same()
    {
        var spec = YamlReading.Documents(Rules.Files["k8s/monitoring/alertmanager.yaml"])[0]["spec"]!;
        Assert.Equal("slack", $"{spec.At("route.receiver")}");
        Assert.Equal(
            ["pagerduty True", "slack False"],
            spec.At("route.routes")!.AsArray().Select(route => $"{route!["receiver"]} {(bool)route["continue"]!}"));
        Assert.Equal("#alerts", $"{spec["receivers"]![0]!["slackConfigs"]![0]!["channel"]}");
    }

    [Fact]
    public void Addresses_and_keys_are_secrets()
    {
        var receivers = YamlReading.Documents(Rules.Files["k8s/monitoring/alertmanager.yaml"])[0].At("spec.receivers")!;
        var secret = YamlReading.Documents(Rules.Files["k8s/monitoring/secrets.yaml"])[0];
        foreach (var key in new[]
        {
            receivers[0]!["slackConfigs"]![0]!["apiURL"]!, receivers[1]!["pagerdutyConfigs"]![0]!["serviceKey"]!,
        })
        {
            Assert.Equal($"{secret.At("metadata.name")}", $"{key["name"]}");
            Assert.Contains("change-me", $"{secret["stringData"]![$"{key["key"]}"]}", StringComparison.Ordinal);
        }

        Assert.DoesNotContain(
            "secrets.yaml", Rules.Files["k8s/monitoring/kustomization.yaml"], StringComparison.Ordinal);
        var file = YamlReading.Documents(Rules.Files["monitoring/alertmanager/alertmanager.yml"])[0];
        Assert.Equal("/run/secrets/slack-url", $"{file["receivers"]![0]!["slack_configs"]![0]!["api_url_file"]}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task WriteAsync() => File.WriteAllTextAsync(
        Path.Combine(_folder.FullName, "alertmanager.yml"), Rules.Files["monitoring/alertmanager/alertmanager.yml"],
        TestContext.Current.CancellationToken);
}
