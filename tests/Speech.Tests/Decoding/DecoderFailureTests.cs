using System.Globalization;
using System.Net;
using PawPal.Testing;

namespace PawPal.Speech.Tests.Decoding;

public sealed class DecoderFailureTests
{
    private static readonly (string, string) OneDecoder = ("Decoders", "1");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_decoder_killed_in_the_middle_is_replaced_and_the_recording_heard()
    {
        await using var server = await SpeechServer.StartAsync(OneDecoder);
        var answer = server.PostAsync(await LongRecordingAsync());
        await KillWorkingDecoderAsync(server, besides: 0);

        using var response = await answer;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await IsLoggedAsync(server, "decoder process ended");
    }

    [Fact]
    public async Task A_decoder_killed_again_and_again_is_an_engine_that_failed()
    {
        await using var server = await SpeechServer.StartAsync(OneDecoder);
        var answer = server.PostAsync(await LongRecordingAsync());
        var first = await KillWorkingDecoderAsync(server, besides: 0);
        await KillWorkingDecoderAsync(server, besides: first);

        using var response = await answer;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("undo that", (await server.HearAsync(await Speaker.FliteAsync("undo that"))).Text);
    }

    [Fact]
    public async Task A_frozen_decoder_is_replaced_after_its_deadline()
    {
        await using var server = await SpeechServer.StartAsync(
            OneDecoder, ("DecodeDeadline", "00:00:05"), ("DecodeSecondsPerSecond", "5"));
        var recording = await Speaker.FliteAsync("undo that");
        _ = await server.HearAsync(recording);
        await Command.RunAsync("kill", "-STOP", server.Decoders().Single().ToString(CultureInfo.InvariantCulture));

        Assert.Equal("undo that", (await server.HearAsync(recording)).Text);
        await IsLoggedAsync(server, "decoder process hung");
    }

    [Fact]
    public async Task Nothing_is_left_when_the_service_is_killed()
    {
        await using var server = await SpeechServer.StartAsync();
        await Eventually.TrueAsync(() => server.Decoders().Count == 2, Limit, "both decoders run");
        var decoders = server.Decoders();

        await server.KillAsync();

        await Eventually.TrueAsync(() => !decoders.Any(SpeechServer.IsRunning), Limit, "the decoders have ended");
    }

    [Fact]
    public async Task A_service_asked_to_stop_ends_with_its_decoders()
    {
        await using var server = await SpeechServer.StartAsync();
        await Eventually.TrueAsync(() => server.Decoders().Count == 2, Limit, "both decoders run");
        var decoders = server.Decoders();

        Assert.Equal(0, await server.TerminateAsync());

        await Eventually.TrueAsync(() => !decoders.Any(SpeechServer.IsRunning), Limit, "the decoders have ended");
    }

    [Fact]
    public async Task An_idle_decoder_that_ends_is_started_again()
    {
        await using var server = await SpeechServer.StartAsync(OneDecoder);
        await Eventually.TrueAsync(() => server.Decoders().Count == 1, Limit, "the decoder runs");
        var old = server.Decoders().Single();

        await Command.RunAsync("kill", "-9", old.ToString(CultureInfo.InvariantCulture));

        await Eventually.TrueAsync(() => server.Decoders() is [var id] && id != old, Limit, "there is a new decoder");
    }

    [Fact]
    public async Task A_full_queue_sends_the_next_recording_away()
    {
        await using var server = await SpeechServer.StartAsync(OneDecoder, ("QueueLimit", "1"));
        var recording = await LongRecordingAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.PostAsync(recording)));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Words_stand_in_no_process_list_and_no_log()
    {
        const string Canary = "Zebulon";
        await using var server = await SpeechServer.StartAsync();
        var recording = await LongRecordingAsync();

        var answer = server.PostAsync(recording, $"{Canary} (zeb you lon), Bella");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!answer.IsCompleted)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
                    seen.Add(SpeechServer.CommandLineOf(id));
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(seen, line => line.Contains("zebu", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(seen, line => line.Contains("zeb you", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Canary, server.Log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("kibble", server.Log, StringComparison.OrdinalIgnoreCase);
    }

    // A log is written behind the answer: it may arrive after it.
    private static Task IsLoggedAsync(SpeechServer server, string text) => Eventually.TrueAsync(
        () => server.Log.Contains(text, StringComparison.Ordinal), Limit, $"'{text}' is logged");

    /// <summary>Five commands in one breath: long enough to be met in the middle.</summary>
    private static Task<byte[]> LongRecordingAsync() =>
        Speaker.FliteAsync(string.Join(' ', Enumerable.Repeat("I fed Bella half a cup of kibble this morning.", 5)));

    private static async Task<int> KillWorkingDecoderAsync(SpeechServer server, int besides)
    {
        var working = 0;
        // Start and loading take about 60 hundredths of a second of processor time; beyond that it decodes.
        await Eventually.TrueAsync(
            () => (working = server.Decoders().FirstOrDefault(IsWorking)) > 0,
            Limit, "a decoder works");
        await Command.RunAsync("kill", "-9", working.ToString(CultureInfo.InvariantCulture));
        return working;

        bool IsWorking(int id) => id != besides && SpeechServer.TicksOf(id) > 120;
    }
}
