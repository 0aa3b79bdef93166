using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Testing;

namespace PawPal.Speech.Tests.Engines;

public sealed class MissingEngineTests
{
    [Fact]
    public async Task Without_engines_the_service_starts_and_says_what_to_install()
    {
        await using var server = await SpeechServer.StartAsync(
            ("PocketSphinx", "/nonexistent/libpocketsphinx.so"), ("Espeak", "/nonexistent/espeak-ng"));

        var ready = await server.Client.GetStringAsync("/api/v1/health/ready", TestContext.Current.CancellationToken);
        Assert.Contains("degraded", ready, StringComparison.Ordinal);
        using var heard = await server.PostAsync(Sounds.Wav(new short[100]));
        await AssertMissingAsync(heard, "apt-get install libpocketsphinx3");
        using var spoken = await server.Client.PostAsJsonAsync(
            "/v1/audio/speech", new { input = "hello" }, TestContext.Current.CancellationToken);
        await AssertMissingAsync(spoken, "apt-get install espeak-ng");
        var models = await server.Client.GetFromJsonAsync<JsonObject>(
            "/v1/models", TestContext.Current.CancellationToken);
        Assert.Empty((JsonArray)models!["data"]!);
    }

    [Fact]
    public async Task A_damaged_model_is_found_before_it_ends_a_decoder()
    {
        var folder = Directory.CreateTempSubdirectory("pawpal-model-").FullName;
        try
        {
            await Command.RunAsync("cp", "-r", "/usr/share/pocketsphinx/model/en-us/.", folder);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "en-us/mdef"), "damaged", TestContext.Current.CancellationToken);
            await using var server = await SpeechServer.StartAsync(("Model", folder));

            using var heard = await server.PostAsync(Sounds.Wav(new short[100]));

            await AssertMissingAsync(heard, "apt-get install --reinstall pocketsphinx-en-us");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AssertMissingAsync(HttpResponseMessage response, string remedy)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.Contains(remedy, (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Equal("engine_missing", (string?)problem["error"]!["code"]);
    }
}
