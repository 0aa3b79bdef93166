using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using PawPal.Contracts.Accounts;
using PawPal.Testing;

namespace PawPal.Benchmarks;

/// <summary>
/// One spoken turn at the gateway (recognised, understood, written, answered); the floor is the recogniser alone on the
/// same recording with the same hint.
/// </summary>
internal static class VoiceBenchmark
{
    private const int Turns = 40;
    private const string Hint = "Bella, Max, Luna, Mochi (moh chee), Mr. Whiskers, Pip";

    private static readonly string[] Sentences =
    [
        "I fed Bella half a cup of kibble", "I walked Max for thirty minutes", "Luna weighs four kilos",
        "when was Max last fed",
    ];

    public static async Task RunAsync()
    {
        var state = StateFolder.New();
        await using (var host = await AppHostProcess.StartAsync(state))
        {
            using var gateway = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.Address };
            using var demo = await gateway.PostAsJsonAsync("/api/v1/demo", new { timeZone = "Europe/London" });
            var tokens = await demo.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenResponse>();
            gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens!.AccessToken);
            var backend = host.Started("PawPal.Api").First(p => p.Environment.ContainsKey("services__speech__http__0"));
            using var speech = new HttpClient(new SocketsHttpHandler())
            {
                BaseAddress = new Uri(backend.Environment["services__speech__http__0"]),
            };

            var recordings = new List<byte[]>();
            foreach (var sentence in Sentences)
                recordings.Add(await Speaker.FliteAsync(sentence));

            var turns = new List<TimeSpan>();
            var floors = new List<TimeSpan>();
            for (var i = -Sentences.Length; i < Turns; i++)
            {
                var recording = recordings[Math.Abs(i) % recordings.Count];
                var turn = await TimeAsync(gateway, "/api/v1/voice/commands", Wav(recording));
                var floor = await TimeAsync(speech, "/v1/audio/transcriptions", Form(recording));
                if (i < 0)
                    continue; // The first round warms caches, the recogniser's household model among them.
                turns.Add(turn);
                floors.Add(floor);
            }

            Print(new Figures("spoken turn at the gateway", turns), new Figures("floor: recogniser alone", floors));
        }

        await StateFolder.DeleteAsync(state);
    }

    private static void Print(Figures turn, Figures floor)
    {
        turn.Print();
        floor.Print();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {turn.Median / floor.Median:0.00}"));
    }

    private static async Task<TimeSpan> TimeAsync(HttpClient client, string path, HttpContent content)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await client.PostAsync(path, content);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return clock.Elapsed;
    }

    private static ByteArrayContent Wav(byte[] recording) =>
        new(recording) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };

    private static MultipartFormDataContent Form(byte[] recording) => new()
    {
        { Wav(recording), "file", "command.wav" },
        { new StringContent("pocketsphinx"), "model" },
        { new StringContent(Hint), "prompt" },
        { new StringContent("verbose_json"), "response_format" },
    };
}
