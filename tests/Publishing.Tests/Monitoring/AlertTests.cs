using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PawPal.Publishing.Tests.Monitoring;

/// <summary>
/// Recorded series through the published rules: every alert fires in time, and stays silent otherwise.
/// </summary>
public sealed partial class AlertTests : IDisposable
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Alerts");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alerts-");

    public static TheoryData<string> CaseFiles =>
    [
        .. Directory.EnumerateFiles(Cases, "*.yaml").Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .OfType<string>(),
    ];

    [Theory, MemberData(nameof(CaseFiles))]
    public async Task The_cases_of_the_file_hold(string file)
    {
        await WriteAsync("rules.yml", Rules.Text);
        await WriteAsync("replicas.yml", Rules.OfCluster);
        await WriteAsync("availability.yml", OneGroup("slo-gateway-ApiAvailability"));
        File.Copy(Path.Combine(Cases, file), Path.Combine(_folder.FullName, file));
        await Tool.RunAsync("promtool", _folder.FullName, "test", "rules", file);
    }

    [Fact]
    public async Task A_rule_that_is_changed_breaks_a_case()
    {
        await WriteAsync("rules.yml", Rules.Text.Replace("> 0.9\n", "> 0.99\n", StringComparison.Ordinal));
        File.Copy(Path.Combine(Cases, "saturation.yaml"), Path.Combine(_folder.FullName, "saturation.yaml"));
        var (code, _) = await Tool.TryAsync("promtool", _folder.FullName, "test", "rules", "saturation.yaml");
        Assert.NotEqual(0, code);
    }

    [Theory, MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public async Task Promtool_takes_rules_and_configuration(string sample)
    {
        foreach (var (path, text) in Sample.Publish(sample)
            .Where(file => file.Key.StartsWith("monitoring/prometheus/", StringComparison.Ordinal)))
            await WriteAsync(Path.GetFileName(path), text);
        // Nothing that can be measured, nothing that measures.
        var isMeasured = Sample.Text(sample).Contains("\"metrics\": {", StringComparison.Ordinal);
        Assert.Equal(isMeasured, File.Exists(Path.Combine(_folder.FullName, "prometheus.yml")));
        if (isMeasured)
            await Tool.RunAsync("promtool", _folder.FullName, "check", "config", "prometheus.yml");
    }

    [Fact]
    public void Every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_is_silent()
    {
        var cases = Directory.EnumerateFiles(Cases, "*.yaml")
            .SelectMany(file => YamlReading.Documents(File.ReadAllText(file))[0]["tests"]!.AsArray())
            .SelectMany(test => test!["promql_expr_test"]!.AsArray())
            .Select(one => (
                Names: Named.Matches($"{one!["expr"]}")
                    .SelectMany(match => match.Groups["name"].Value.Split('|')).ToArray(),
                Fires: one["exp_samples"]!.AsArray().Count > 0)).ToArray();
        var firing = cases.Where(one => one.Fires).SelectMany(one => one.Names).ToHashSet(StringComparer.Ordinal);
        var silent = cases.Where(one => !one.Fires).SelectMany(one => one.Names).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(
            Rules.Names, name => !firing.Contains(name) || !silent.Contains(name));
    }

    [Fact]
    public void Every_alert_says_whom_it_concerns_and_where_to_read_on()
    {
        foreach (var alert in Rules.Alerts)
        {
            var name = $"{alert["alert"]}";
            Assert.Contains($"{alert["labels"]!["severity"]}", new[] { "page", "ticket" });
            Assert.Equal($"docs/runbook.md#{name.ToLowerInvariant()}", $"{alert["annotations"]!["runbook_url"]}");
            // The operator's routes know an application by its namespace.
            Assert.True(
                alert["labels"]!["namespace"] is not null
                || $"{alert["expr"]}".Contains("namespace", StringComparison.Ordinal)
                || $"{alert["expr"]}".StartsWith("instance:", StringComparison.Ordinal)
                || $"{alert["expr"]}".StartsWith("job:", StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public async Task The_runbook_has_a_section_for_every_alert_and_no_other()
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Sample.Repository, "docs", "runbook.md"), TestContext.Current.CancellationToken);
        Assert.Equal(
            Rules.Names.Order(StringComparer.Ordinal),
            Section.Matches(text).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_platforms_get_the_same_rules()
    {
        var rule = YamlReading.Documents(Rules.Files["k8s/monitoring/alerting-rules.yaml"])[0]["spec"]!;
        Assert.True(JsonNode.DeepEquals(YamlReading.Documents(Rules.Text)[0], rule));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(
        Path.Combine(_folder.FullName, name), text, TestContext.Current.CancellationToken);

    private static string OneGroup(string name)
    {
        var groups = YamlReading.Documents(Rules.Text)[0]["groups"]!.AsArray();
        return new JsonObject
        {
            ["groups"] = new JsonArray(
                [.. groups.Where(group => $"{group!["name"]}" == name).Select(group => group!.DeepClone())]),
        }.ToJsonString();
    }

    [GeneratedRegex("alertname=~?\"(?<name>[A-Za-z|]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named { get; }

    [GeneratedRegex("^## (?<name>[A-Za-z]+)\\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Section { get; }
}
