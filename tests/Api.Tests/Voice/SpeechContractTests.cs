using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Api.Voice;
using PawPal.Testing;
using PawPal.Testing.Fakes;

namespace PawPal.Api.Tests.Voice;

/// <summary>
/// What every speech service of ours must do; the peer of the tests must not be kinder than the real one.
/// </summary>
public abstract class SpeechContract : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(60) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<Uri> AddressAsync();

    [Fact]
    public async Task Hears_with_figures_of_trust()
    {
        using var answer = await HearAsync(await Speaker.FliteAsync("Fed Luna."));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var heard = (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
        Assert.Contains("luna", ((string?)heard["text"])!, StringComparison.OrdinalIgnoreCase);
        var segment = Assert.Single(heard["segments"]!.AsArray())!;
        Assert.InRange((double)segment["avg_logprob"]!, -1, 0);
        Assert.InRange((double)segment["no_speech_prob"]!, 0, 0.6);
    }

    [Fact]
    public async Task Refuses_what_is_no_recording()
    {
        using var answer = await HearAsync("no recording"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Speaks_as_a_WAV_file_and_refuses_nothing()
    {
        var address = new Uri(await AddressAsync(), "v1/audio/speech");
        using var spoken = await _http.PostAsJsonAsync(
            address, new { model = "tts-1", input = "Fed Luna.", voice = "alloy", response_format = "wav" }, Ct);
        Assert.Null(WavAudio.Read(await spoken.Content.ReadAsByteArrayAsync(Ct), out _));
        using var refused = await _http.PostAsJsonAsync(
            address, new { model = "tts-1", input = "", voice = "alloy", response_format = "wav" }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Lists_models()
    {
        using var answer = await _http.GetAsync(new Uri(await AddressAsync(), "v1/models"), Ct);
        Assert.Equal("list", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!["object"]);
    }

    public virtual ValueTask DisposeAsync()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private async Task<HttpResponseMessage> HearAsync(byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file), "file", "command.wav" },
            { new StringContent("whisper-1"), "model" },
            { new StringContent("verbose_json"), "response_format" },
            { new StringContent("Bella, Luna"), "prompt" },
        };
        return await _http.PostAsync(new Uri(await AddressAsync(), "v1/audio/transcriptions"), form, Ct);
    }
}

public sealed class SpeechPeerTests : SpeechContract
{
    private SpeechPeer? _peer;

    public override async ValueTask DisposeAsync()
    {
        if (_peer is not null)
            await _peer.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async Task<Uri> AddressAsync() => (_peer ??= await SpeechPeer.StartAsync()).Address;
}

public sealed class SpeechServiceTests(SpeechServiceTests.Service service)
    : SpeechContract, IClassFixture<SpeechServiceTests.Service>
{
    protected override Task<Uri> AddressAsync() => Task.FromResult(service.Process.Address);

    public sealed class Service : IAsyncLifetime
    {
        public SpeechProcess Process { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Process = await SpeechProcess.StartAsync();

        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}
