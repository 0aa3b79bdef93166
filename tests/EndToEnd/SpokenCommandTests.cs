using System.Net.Http.Headers;
using System.Net.Http.Json;
using PawPal.Contracts.Care;
using PawPal.Contracts.Voice;
using PawPal.Testing;

namespace PawPal.EndToEnd;

/// <summary>
/// The main job: a recorded voice goes in at the gateway, a row stands in Postgres, a spoken answer comes out.
/// </summary>
public sealed class SpokenCommandTests(PawPalSystem system)
{
    [Fact]
    public async Task A_spoken_feeding_is_written_answered_and_taken_back_by_voice()
    {
        using var home = await system.NewDemoHouseholdAsync();

        var logged = await SayAsync(home, "I fed Bella half a cup of kibble");
        Assert.Equal("log_feeding", Assert.Single(logged.Understood).Intent);
        var feeding = Assert.Single(logged.Events);
        Assert.Equal(("Bella", 0.5m, "cup"), (feeding.Pet, feeding.Amount, feeding.Unit));
        Assert.Contains("Bella", logged.Reply, StringComparison.Ordinal);
        Assert.NotNull(logged.UndoToken);
        Assert.Equal(1L, await system.QueryAsync<long>(
            """
            select count(*) from care_event e join pet p on p.id = e.pet_id
            where e.id = $1 and p.name = 'Bella' and e.kind = 'feeding' and e.amount = 0.5 and e.unit = 'cup'
            """,
            feeding.Id));

        var asked = await SayAsync(home, "when was Bella last fed");
        Assert.Equal("query_last", Assert.Single(asked.Understood).Intent);
        Assert.Empty(asked.Events);
        Assert.Contains("Bella", asked.Reply, StringComparison.Ordinal);
        Assert.Contains("half a cup", asked.Reply, StringComparison.Ordinal);

        var undone = await SayAsync(home, "undo that");
        Assert.Equal("undo", Assert.Single(undone.Understood).Intent);
        Assert.Equal(1L, await system.QueryAsync<long>(
            "select count(*) from care_retraction where event_id = $1", feeding.Id));
        var today = await home.GetFromJsonAsync<CareTodayResponse>("/api/v1/care/today", Cancel);
        Assert.DoesNotContain(today!.Pets.SelectMany(day => day.Events), e => e.Id == feeding.Id);
    }

    [Fact]
    public async Task A_spoken_command_is_answered_in_speech_when_speech_is_accepted()
    {
        using var home = await system.NewDemoHouseholdAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/voice/commands")
        {
            Content = Wav(await Speaker.EspeakAsync("Max weighs thirty kilos")),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("audio/wav"));

        using var answer = await home.SendAsync(request, Cancel);

        Assert.Equal("audio/wav", answer.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        var speech = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal("RIFF"u8.ToArray(), speech[..4]);
        Assert.InRange(speech.Length, 20_000, 2_000_000);
    }

    [Fact]
    public async Task What_a_person_says_reaches_no_log()
    {
        using var home = await system.NewDemoHouseholdAsync();
        using var answer = await home.PostAsJsonAsync(
            "/api/v1/voice/commands", new VoiceCommandRequest("Bella had two cups of zanzibarkibble"), Cancel);
        answer.EnsureSuccessStatusCode();

        foreach (var log in Directory.EnumerateFiles(system.Logs, "*.log"))
            Assert.DoesNotContain("zanzibar", await ReadSharedAsync(log), StringComparison.OrdinalIgnoreCase);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<VoiceCommandResponse> SayAsync(HttpClient home, string sentence)
    {
        var recording = await Speaker.FliteAsync(sentence);
        using var answer = await home.PostAsync("/api/v1/voice/commands", Wav(recording), Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"\"{sentence}\": {await answer.Content.ReadAsStringAsync(Cancel)}");
        return (await answer.Content.ReadFromJsonAsync<VoiceCommandResponse>(Cancel))!;
    }

    private static ByteArrayContent Wav(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };

    private static async Task<string> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(Cancel);
    }
}
