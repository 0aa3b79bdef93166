using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PawPal.Contracts.Reminders;
using PawPal.Contracts.Voice;
using PawPal.Testing;

namespace PawPal.EndToEnd;

/// <summary>Nothing is published that returns no data: a real Prometheus reads the running system.</summary>
public sealed partial class PrometheusTests(PawPalSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_query_of_rules_and_dashboard_returns_data()
    {
        Assert.SkipUnless(PrometheusServer.IsInstalled, "prometheus is not installed (scripts/requirements.sh test)");
        await using var prometheus = await PrometheusServer.StartAsync(
            system, await File.ReadAllTextAsync(Published("monitoring/prometheus/rules.yml"), Cancel));
        using var home = await system.NewDemoHouseholdAsync();
        var queries = new HashSet<string>(await OfRulesAsync(prometheus), StringComparer.Ordinal);
        queries.UnionWith(OfDashboard());
        Assert.True(queries.Count > 100, $"only {queries.Count} queries");

        await RemindSoonAsync(home);
        var silent = queries;
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await UseAsync(home);
                    silent =
                        [.. silent.Where(query => !prometheus.HasDataAsync(query, Cancel).GetAwaiter().GetResult())];
                    return silent.Count == 0;
                },
                Patience, "every query returns data");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"No data for:\n{string.Join('\n', silent)}");
        }
    }

    // The lateness of reminders is there once one was due: at the second next full minute at the latest.
    private static async Task RemindSoonAsync(HttpClient home)
    {
        var soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(75);
        var minute = new DateTime(soon.Year, soon.Month, soon.Day, soon.Hour, soon.Minute, 0, DateTimeKind.Unspecified);
        using var added = await home.PostAsJsonAsync(
            "/api/v1/reminders", new ReminderRequest("Water", "water", minute, TimeZone: "Etc/UTC"), Cancel);
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync(Cancel));
    }

    // A little of all that people do: read, type, speak, and get something wrong.
    private static async Task UseAsync(HttpClient home)
    {
        using var today = await home.GetAsync("/api/v1/care/today", Cancel);
        using var page = await home.GetAsync("/", Cancel);
        using var missing = await home.GetAsync("/api/v1/nothing", Cancel);
        using var typed = await home.PostAsJsonAsync(
            "/api/v1/voice/commands", new VoiceCommandRequest("I fed Bella"), Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/voice/commands")
        {
            Content = new ByteArrayContent(await Speaker.FliteAsync("I fed Bella half a cup of kibble")),
        };
        request.Content.Headers.ContentType = new("audio/wav");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("audio/wav"));
        using var spoken = await home.SendAsync(request, Cancel);
        Assert.True(spoken.IsSuccessStatusCode && typed.IsSuccessStatusCode && today.IsSuccessStatusCode);
    }

    private static async Task<IEnumerable<string>> OfRulesAsync(PrometheusServer prometheus)
    {
        var rules = (await prometheus.GetAsync("rules", Cancel))["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).ToArray();
        Assert.Equal(
            [null, ""],
            rules.Select(rule => (string?)rule!["lastError"]).Append("").Append(null).Distinct().Order());
        // An alert is silent while all is well: what it looks at must be there.
        return rules.SelectMany(rule => $"{rule!["type"]}" == "alerting"
            ? Selectors.Matches($"{rule["query"]}").Select(match => match.Value)
            : [$"{rule["name"]}", .. Selectors.Matches($"{rule["query"]}").Select(match => match.Value)])
            .Where(query => !MayBeMissing.IsMatch(query));
    }

    private static IEnumerable<string> OfDashboard() =>
        JsonNode.Parse(File.ReadAllText(Published("k8s/monitoring/grafana-dashboard.json")))!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Select(target => $"{target!["expr"]}");

    private static string Published(string path) => Path.Combine(AppHostProcess.Repository, path);

    // A series with labels, or a recorded one.
    [GeneratedRegex(
        @"[a-z_]+(:[a-z0-9_:]+)?\{[^}]*\}|\b(job|instance|slo):[a-z0-9_:]+",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selectors { get; }

    // Nothing of the system fails while all is well.
    [GeneratedRegex("http_response_status_code=~\"5..\"", RegexOptions.None, 1000)]
    private static partial Regex MayBeMissing { get; }
}
