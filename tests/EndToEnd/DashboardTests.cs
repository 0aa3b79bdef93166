using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PawPal.Contracts.Accounts;
using PawPal.Testing;
using static Microsoft.Playwright.Assertions;

namespace PawPal.EndToEnd;

/// <summary>An engineer beside a live run: one spoken command, seen on every page of the dashboard.</summary>
public sealed class DashboardTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static DashboardTests() => SetDefaultExpectTimeout(60_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_spoken_command_is_one_trace_through_gateway_backend_speech_sql_and_redis()
    {
        var state = StateFolder.New();
        try
        {
            await using var host = await AppHostProcess.StartAsync(state, "--Hosting:Dashboard=on");
            await Eventually.TrueAsync(() => host.DashboardLink is not null, Patience, "the dashboard's link is printed");
            await SpeakAsync(host.Address);

            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
            });
            var page = await browser.NewPageAsync();
            page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
            await page.GotoAsync(host.DashboardLink!);

            var trace = await TraceOfSpeechAsync(page);
            // A service sends its spans in batches: the last may come after the first is shown.
            await Eventually.TrueAsync(
                async () => (await StoresAsync(page, trace)).IsSupersetOf(["postgresql", "redis"]),
                Patience,
                "its statements and cache calls stand in it");

            await SeesAsync(page, "/", "backend", "speech", "postgres");
            await SeesAsync(page, "/consolelogs/resource/backend", "Now listening on");
            await SeesAsync(page, "/structuredlogs", "backend");
            await SeesAsync(page, $"/traces/detail/{trace}", "gateway", "backend", "speech");
            await SeesAsync(page, "/metrics/resource/backend", "http.server.request.duration");
        }
        finally
        {
            await StateFolder.DeleteAsync(state);
        }
    }

    private static async Task SpeakAsync(Uri gateway)
    {
        using var home = new HttpClient(new SocketsHttpHandler()) { BaseAddress = gateway, Timeout = Patience };
        using var entered = await home.PostAsJsonAsync("/api/v1/demo", new { timeZone = "Europe/London" }, Cancel);
        var tokens = await entered.Content.ReadFromJsonAsync<TokenResponse>(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/voice/commands");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens!.AccessToken);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Content = new ByteArrayContent(await Speaker.FliteAsync("I fed Bella half a cup of kibble"));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        using var answer = await home.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> TraceOfSpeechAsync(IPage page)
    {
        string[] expected = ["gateway", "backend", "speech"];
        string? id = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var traces = await GetAsync(page, "/api/telemetry/traces?resource=speech");
                id = traces["items"]!.AsArray().FirstOrDefault(trace => expected.All(
                    name => trace!["resources"]!.AsArray().Any(r => (string?)r == name)))?["traceId"]?.GetValue<string>();
                return id is not null;
            },
            Patience,
            "a trace of gateway, backend and speech");
        return id!;
    }

    private static async Task<HashSet<string?>> StoresAsync(IPage page, string trace)
    {
        var spans = await GetAsync(page, $"/api/telemetry/traces/{trace}");
        return spans["spans"]!.AsArray().Select(span => (string?)span!["attributes"]!["db.system.name"]
            ?? (string?)span["attributes"]!["db.system"]).ToHashSet();
    }

    private static async Task<JsonNode> GetAsync(IPage page, string path)
    {
        var answer = await page.Context.APIRequest.GetAsync(new Uri(new Uri(page.Url), path).ToString());
        Assert.True(answer.Ok, $"{path}: {answer.Status}");
        return JsonNode.Parse(await answer.TextAsync())!;
    }

    private static async Task SeesAsync(IPage page, string path, params string[] words)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), path).ToString());
        foreach (var word in words)
            await Expect(page.Locator("main").GetByText(word).First).ToBeVisibleAsync();
    }
}
